import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { DEBIAN, programs, startCluster } from './postgres-cluster.ts'

/**
 * A PostgreSQL for tests: that of TEST_DATABASE_URL (whose user may create databases), or a private cluster. Whoever asks
 * gets a database of its own; `stop` drops it, and ends the cluster that came with it.
 */
export interface TestDatabase {
  readonly url: string
  /** kills the server and starts it again; null where the server is not ours to kill */
  readonly crash: (() => Promise<void>) | null
  stop(): Promise<void>
}

/** Why there can be no PostgreSQL for tests here; null where there can. */
export const postgresMissing: string | null =
  process.env['TEST_DATABASE_URL'] || programs() !== null
    ? null
    : `there is no PostgreSQL: neither ${DEBIAN} (Debian's package postgresql) nor TEST_DATABASE_URL`

/** `durable` keeps fsync on, as in service; tests of meaning are faster without. */
export async function testDatabase({ durable = false }: { readonly durable?: boolean } = {}): Promise<TestDatabase> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { ...(await databaseOn(given)), crash: null }
  const bin = programs()
  if (bin === null) throw new Error(postgresMissing ?? 'there is no PostgreSQL')
  const cluster = await startCluster(bin, durable)
  const { url } = await databaseOn(cluster.url)
  return { url, crash: cluster.crash, stop: cluster.stop }
}

async function databaseOn(server: string): Promise<Pick<TestDatabase, 'url' | 'stop'>> {
  const name = `weir_test_${randomBytes(6).toString('hex')}`
  await administer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, stop: () => administer(server, `drop database ${name} with (force)`) }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
