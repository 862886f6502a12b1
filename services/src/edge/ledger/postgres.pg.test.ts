import { createServer } from 'node:net'
import { once } from 'node:events'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { anEntry } from '../../../test/ledger-samples.ts'
import { anAuthority } from '../../../test/ledger-places.ts'
import { type TestDatabase, postgresMissing, testDatabase } from '../../../test/postgres.ts'
import { isWorld } from '../trouble.ts'
import { openLedger } from './open.ts'
import { connectPostgres } from './postgres.ts'

const SLOW = 60_000

describe.skipIf(postgresMissing !== null)(`a ledger on PostgreSQL${postgresMissing === null ? '' : ` (left out: ${postgresMissing})`}`, () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  }, SLOW)
  afterAll(() => database.stop(), SLOW)

  const refused = async (change: (url: URL) => void): Promise<Error> => {
    const url = new URL(database.url)
    change(url)
    const error = await openLedger({ kind: 'postgres', url: url.href }, anAuthority()).catch((reason: unknown) => reason)
    if (!(error instanceof Error)) throw new Error('it was opened')
    if (url.password) expect(error.message).not.toContain(url.password)
    return error
  }

  it('says where nothing answers, and what to look at', async () => {
    const error = await refused((url) => {
      url.port = '1'
    })
    expect(error.message).toMatch(/^PostgreSQL cannot be used at 127\.0\.0\.1:1\/weir_test_\w+: nothing answers there\. Is it running/)
    expect(isWorld(error)).toBe(true)
  })

  it('says that the password is refused, and never which it was', async ({ skip }) => {
    if (database.crash === null) skip('the server that TEST_DATABASE_URL names may trust whoever comes')
    const error = await refused((url) => {
      url.password = 'not-the-password'
    })
    expect(error.message).toContain('it refused the user or the password')
  })

  it('says that the database is missing', async () => {
    const error = await refused((url) => {
      url.pathname = '/nowhere'
    })
    expect(error.message).toContain('there is no such database')
  })

  it('says that a URL is none, without repeating it', async () => {
    const error: unknown = await openLedger({ kind: 'postgres', url: 'postgre//user:secret@host' }, anAuthority()).catch((reason: unknown) => reason)
    expect(String(error)).toContain('is not of the form postgres://')
    expect(String(error)).not.toContain('secret')
  })

  it(
    'does not wait for ever for a server that never answers',
    async () => {
      const silent = createServer(() => undefined).listen(0, '127.0.0.1')
      await once(silent, 'listening')
      const address = silent.address()
      const error = await refused((url) => {
        url.port = String(typeof address === 'object' ? address?.port : '')
      })
      expect(isWorld(error)).toBe(true)
      silent.close()
    },
    SLOW,
  )

  it(
    'is opened by several at the same moment, on a database without tables',
    async () => {
      const fresh = await testDatabase()
      const authority = anAuthority()
      const opened = await Promise.all(Array.from({ length: 4 }, () => openLedger({ kind: 'postgres', url: fresh.url }, authority)))
      expect(await opened[0]?.append([anEntry(0)], 0)).toEqual([{ kind: 'accepted', seq: 1, first: true }])
      for (const ledger of opened) await ledger.close()
      await fresh.stop()
    },
    SLOW,
  )

  it(
    'refuses a ledger that a newer release has made',
    async () => {
      const fresh = await testDatabase()
      const first = await openLedger({ kind: 'postgres', url: fresh.url }, anAuthority())
      await first.close()
      await onServer(fresh.url, `insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2099')`)
      await expect(openLedger({ kind: 'postgres', url: fresh.url }, anAuthority())).rejects.toThrow('made by a newer release of Weir')
      await fresh.stop()
    },
    SLOW,
  )

  it(
    'looks nothing up in the tables of another authority, which may be locked, and compiles nothing',
    async () => {
      const [ours, others] = [anAuthority(), anAuthority()]
      const ledger = await openLedger({ kind: 'postgres', url: database.url }, ours)
      await ledger.append([anEntry(0)], 0)
      await (await openLedger({ kind: 'postgres', url: database.url }, others)).close()
      const elsewhere = new pg.Client(database.url)
      elsewhere.on('error', () => undefined)
      await elsewhere.connect()
      await elsewhere.query('begin')
      const tables = await partitionsOf(elsewhere, others)
      expect(tables).toHaveLength(2)
      for (const table of tables) await elsewhere.query(`lock table ${table} in access exclusive mode`)
      const { entity, event } = anEntry(0)
      expect(await ledger.ofEntities([entity])).toHaveLength(1)
      expect(await ledger.entitiesOfEvents([event])).toHaveLength(1)
      expect(await ledger.read(0, 10)).toHaveLength(1)
      expect([await ledger.mergesAround(['a', 'b']), await ledger.merges(), await ledger.casesOfPeople(['a']), await ledger.orphans()]).toEqual([
        [],
        [],
        [],
        [],
      ])
      expect(await ledger.stays(0, 1)).toEqual([])
      await elsewhere.query('rollback')
      await elsewhere.end()
      await ledger.close()
      const pool = connectPostgres(database.url, pino({ level: 'silent' }))
      expect((await pool.query('show jit')).rows).toEqual([{ jit: 'off' }])
      await pool.end()
    },
    SLOW,
  )

  it('goes on when its connections are cut', async () => {
    const ledger = await openLedger({ kind: 'postgres', url: database.url }, anAuthority())
    await ledger.append([anEntry(0)], 0)
    await onServer(database.url, `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'weir' and datname = current_database()`)
    const answers = await vi.waitFor(() => ledger.append([anEntry(0), anEntry(1)], 1), SLOW)
    expect(answers).toEqual([{ kind: 'duplicate' }, { kind: 'accepted', seq: 2, first: false }])
    await ledger.close()
  })

  it('tells of a connection that breaks between two statements, and does not end for it', async () => {
    const log = pino({ level: 'silent' })
    const warn = vi.spyOn(log, 'warn')
    const pool = connectPostgres(database.url, log)
    const client = await pool.connect()
    await onServer(database.url, `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'weir' and datname = current_database()`)
    await vi.waitFor(() => expect(warn).toHaveBeenCalledWith({ reason: expect.any(String) as string }, 'a connection to PostgreSQL was lost'), SLOW)
    client.release(true)
    await pool.end()
  })

  it(
    'has everything that it answered when the server is killed, and goes on',
    async ({ skip }) => {
      if (database.crash === null) return skip('the server that TEST_DATABASE_URL names is not ours to kill')
      const ledger = await openLedger({ kind: 'postgres', url: database.url }, anAuthority())
      let answered = 0
      const appending = (async () => {
        for (;;) {
          const answers = await ledger.append([anEntry(answered)], 0)
          answered += answers.length
        }
      })()
      await vi.waitFor(() => expect(answered).toBeGreaterThan(20), SLOW)
      const crashed = database.crash()
      await expect(appending).rejects.toSatisfy(isWorld)
      await crashed
      const head = await vi.waitFor(() => ledger.head(), SLOW)
      expect(head).toBeGreaterThanOrEqual(answered)
      expect((await ledger.read(0, head)).map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1))
      expect(await ledger.append([anEntry(head)], 0)).toHaveLength(1)
      await ledger.close()
    },
    SLOW,
  )
})

/** The tables that hold one authority's events and visits. */
async function partitionsOf(client: pg.Client, authority: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits join pg_class on oid = inhrelid where pg_get_expr(relpartbound, oid) like '%' || $1 || '%'`,
    [authority],
  )
  return rows.map(({ name }) => name)
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
