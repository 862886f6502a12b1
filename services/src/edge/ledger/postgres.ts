import pg from 'pg'
import { SECOND } from '@weir/shared/contract/instant'
import type { Log } from '../log.ts'

/**
 * The connections to a PostgreSQL. Nothing waits for ever: not for a connection, not for a lock, not for an answer from a
 * machine that is gone. A connection that breaks while idle is told and replaced. Nothing is compiled: a look-up that takes a
 * millisecond was compiled for six seconds, where PostgreSQL without statistics thought it long.
 */
export function connectPostgres(url: string, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: checked(url),
    max: 8,
    application_name: 'weir',
    keepAlive: true,
    options: '-c jit=off',
    connectionTimeoutMillis: 5 * SECOND,
    idleTimeoutMillis: 30 * SECOND,
    lock_timeout: 20 * SECOND,
    statement_timeout: 60 * SECOND,
    query_timeout: 70 * SECOND,
    idle_in_transaction_session_timeout: 60 * SECOND,
    types: { getTypeParser },
  })
  pool.on('connect', (client) => {
    // The pool listens to idle connections only: one that breaks between two statements would end the process.
    client.on('error', (error) => log.warn({ reason: error.message }, 'a connection to PostgreSQL was lost'))
  })
  pool.on('error', () => undefined) // told above
  return pool
}

const OLDEST = 150_000
const INT8: number = pg.types.builtins.INT8

/** Fails with a sentence that says what to do, and never shows the password of the URL. */
export async function checkPostgres(pool: pg.Pool, url: string): Promise<void> {
  const {
    rows: [row],
  } = await pool.query<{ version: number }>(`select current_setting('server_version_num')::int as version`).catch((error: unknown) => {
    throw new Error(`PostgreSQL cannot be used at ${placeOf(url)}: ${adviceFor(error)}`, { cause: error })
  })
  if ((row?.version ?? 0) < OLDEST) throw new Error(`The PostgreSQL at ${placeOf(url)} is older than 15: Weir needs 15 or later.`)
}

/** Instants, seqs and versions are whole numbers far below 2^53. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  return oid === INT8 ? Number : pg.types.getTypeParser(oid, format)
}

function checked(url: string): string {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new Error('The database URL is not of the form postgres://user:password@host:port/database.')
  return url
}

function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}:${port || '5432'}${pathname}`
}

function adviceFor(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing answers there. Is it running, and are host and port right?'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'there is no such host.'
    case '28P01':
    case '28000':
      return 'it refused the user or the password.'
    case '3D000':
      return 'there is no such database: create it first (createdb).'
    case '57P03':
      return 'it is still starting.'
    default:
      return error instanceof Error ? error.message : 'unknown reason'
  }
}
