import { Kysely, PostgresDialect } from 'kysely'
import type { Log } from '../log.ts'
import { openPglite } from '../pglite/open.ts'
import { failure } from './failure.ts'
import { migrate } from './migrations.ts'
import { checkPostgres, connectPostgres } from './postgres.ts'
import type { Tables } from './tables.ts'

/** A database with the ledger's tables in it, brought up to date: PostgreSQL, or PGlite in a thread of this process. */
export interface Database {
  readonly db: Kysely<Tables>
  close(): Promise<void>
}

export type Place = { readonly kind: 'postgres'; readonly url: string } | { readonly kind: 'pglite'; readonly folder: string }

/** `died` hears of a PGlite that ended by itself. */
export async function openDatabase(place: Place, log: Log, died: (error: Error) => void): Promise<Database> {
  const database = place.kind === 'postgres' ? await openPostgres(place.url, log) : await openEmbedded(place.folder, log, died)
  try {
    await migrate(database.db)
  } catch (error) {
    await database.close()
    throw failure('be opened', error)
  }
  return database
}

async function openPostgres(url: string, log: Log): Promise<Database> {
  const pool = connectPostgres(url, log)
  try {
    await checkPostgres(pool, url)
  } catch (error) {
    await pool.end()
    throw error
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, close: () => db.destroy() }
}

async function openEmbedded(folder: string, log: Log, died: (error: Error) => void): Promise<Database> {
  const { dialect, unlock } = await openPglite(folder, (error) => {
    log.fatal({ err: error }, 'the embedded ledger ended by itself')
    died(error)
  })
  const db = new Kysely<Tables>({ dialect })
  const close = async (): Promise<void> => {
    await db.destroy()
    await unlock()
  }
  return { db, close }
}
