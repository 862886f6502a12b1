import { readFile } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Tables } from './tables.ts'

/**
 * The ledger's shape, version by version. A migration that has been released never changes; a later one replaces its
 * functions. Several processes may start at once: Kysely lets one of them migrate.
 */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-events-visits-and-keys': runs('tables', 'open-authority', 'append-events', 'scan-events', 'write-visits'),
  '0002-warnings': runs('warnings'),
  '0003-screens': runs('screens'),
  '0004-what-was-rejected': runs('what-was-rejected'),
  '0005-visits-of-a-stage': runs('visits-of-a-stage'),
}

export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  const newer = error instanceof Error && error.message.startsWith('corrupted migrations')
  throw new Error(newer ? 'The ledger was made by a newer release of Weir: start that one.' : 'The ledger could not be brought up to date.', { cause: error })
}

/** A file holds one function, or tables; without parameters, both databases run all of its statements. */
function runs(...files: readonly string[]): Migration {
  return {
    up: async (db) => {
      for (const file of files) {
        await sql.raw(await readFile(new URL(`./sql/${file}.sql`, import.meta.url), 'utf8')).execute(db)
      }
    },
  }
}
