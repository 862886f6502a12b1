import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Kysely, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { anEntry } from '../../../test/ledger-samples.ts'
import { aFolder, anAuthority } from '../../../test/ledger-places.ts'
import { openLedger } from '../ledger/open.ts'
import { pgliteClient } from './client.ts'
import { openPglite } from './open.ts'

/**
 * What only the embedded ledger promises. Broken on purpose once, each of these was seen to fail: synchronous_commit off (what
 * was answered was gone after the kill); the folder not locked; what is outstanding not rejected when the thread dies.
 */
const SLOW = 60_000
const CHILD = fileURLToPath(new URL('../../../test/ledger-child.ts', import.meta.url))

describe('the embedded ledger', () => {
  let folder: string
  let remove: () => void
  const made = aFolder()
  const children: ChildProcess[] = []

  /** To make a database takes seconds: it is made once, and copied. */
  beforeAll(async () => {
    const ledger = await openLedger({ kind: 'pglite', folder: made.folder }, anAuthority())
    await ledger.close()
  }, SLOW)
  afterAll(made.remove)
  beforeEach(() => {
    ;({ folder, remove } = aFolder())
    cpSync(join(made.folder, 'data'), join(folder, 'data'), { recursive: true })
  })
  afterEach(async () => {
    for (const child of children.splice(0)) await killed(child)
    remove()
  })

  const start = (...args: readonly string[]): ChildProcess => {
    const child = spawn(process.execPath, [CHILD, folder, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(child)
    return child
  }

  it(
    'has everything that it answered when its process is killed at once',
    async () => {
      const authority = anAuthority()
      for (const answers of [1, 40]) {
        const child = start(authority)
        const answered = await told(child, answers)
        await killed(child)
        const ledger = await openLedger({ kind: 'pglite', folder }, authority)
        const head = await ledger.head()
        expect(head).toBeGreaterThanOrEqual(answered)
        const recorded = await ledger.read(0, head)
        expect(recorded.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1))
        expect(recorded.map(({ event }) => event)).toEqual(recorded.map(({ seq }) => anEntry(seq - 1).event))
        await ledger.close()
      }
    },
    SLOW,
  )

  it(
    'leaves nothing running when it is closed: its process ends by itself',
    async () => {
      const child = start(anAuthority(), 'once')
      const [code] = (await once(child, 'exit')) as [number | null]
      expect(code).toBe(0)
    },
    SLOW,
  )

  it(
    'has one owner: a second is told which folder is in use, and what to do',
    async () => {
      const authority = anAuthority()
      await told(start(authority), 1)
      const second = openLedger({ kind: 'pglite', folder }, authority)
      await expect(second).rejects.toThrow(`The ledger's folder ${folder} is in use by a running Weir`)
      await expect(second).rejects.toThrow(/Stop that one/)
    },
    SLOW,
  )

  it(
    'has one owner within a process, too',
    async () => {
      const ledger = await openLedger({ kind: 'pglite', folder }, anAuthority())
      await expect(openLedger({ kind: 'pglite', folder }, anAuthority())).rejects.toThrow('is in use')
      expect(await ledger.head()).toBe(0)
      await ledger.close()
    },
    SLOW,
  )

  it(
    'stops writing when its lock is lost',
    async () => {
      const died = vi.fn()
      const ledger = await openLedger({ kind: 'pglite', folder }, anAuthority(), undefined, died)
      rmSync(join(folder, 'lock'), { recursive: true })
      await vi.waitFor(() => expect(died).toHaveBeenCalledOnce(), 10_000)
      await expect(ledger.append([anEntry(0)], 0)).rejects.toThrow(/lock .* was lost/)
      await ledger.close()
    },
    SLOW,
  )

  it(
    'is made again where its process died while it was first made',
    async () => {
      rmSync(join(folder, 'data'), { recursive: true })
      mkdirSync(join(folder, 'data.new'))
      writeFileSync(join(folder, 'data.new', 'PG_VERSION'), '18')
      const ledger = await openLedger({ kind: 'pglite', folder }, anAuthority())
      expect(await ledger.append([anEntry(0)], 0)).toHaveLength(1)
      await ledger.close()
    },
    SLOW,
  )

  it(
    'says which folder cannot be opened, and lets go of it',
    async () => {
      writeFileSync(join(folder, 'data', 'PG_VERSION'), 'nonsense')
      for (const _ of ['twice', 'and it is not locked']) {
        await expect(openLedger({ kind: 'pglite', folder }, anAuthority())).rejects.toThrow(`The ledger in ${folder} could not be opened`)
      }
    },
    SLOW,
  )

  it(
    'keeps what others do out of a transaction',
    async () => {
      const { dialect, unlock } = await openPglite(folder, unexpected)
      const db = new Kysely<unknown>({ dialect })
      await sql`create table word (word text)`.execute(db)
      const [undone] = await Promise.allSettled([
        db.transaction().execute(async (transaction) => {
          await sql`insert into word values ('undone')`.execute(transaction)
          throw new Error('no')
        }),
        sql`insert into word values ('done')`.execute(db),
      ])
      expect(undone.status).toBe('rejected')
      expect((await sql`select * from word`.execute(db)).rows).toEqual([{ word: 'done' }])
      await db.destroy()
      await unlock()
    },
    SLOW,
  )
})

describe('the thread of a PGlite', () => {
  const dying = (source: string) => new Worker(`const { parentPort } = require('node:worker_threads'); ${source}`, { eval: true })

  it('rejects everything outstanding and everything after when it dies, and tells it once', async () => {
    const died = vi.fn()
    const client = pgliteClient(dying(`parentPort.postMessage({ kind: 'opened' }); parentPort.on('message', () => { throw new Error('boom') })`), died)
    await client.opened
    const outcomes = await Promise.allSettled([client.query('select 1', []), client.query('select 2', [])])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(client.query('select 3', [])).rejects.toMatchObject({ message: 'The thread of the ledger died.', cause: { message: 'boom' } })
    expect(died).toHaveBeenCalledOnce()
    await client.close()
  })

  it('ends without a word where nobody asked it to: that is told, too', async () => {
    const died = vi.fn()
    const client = pgliteClient(dying(`parentPort.postMessage({ kind: 'opened' }); parentPort.once('message', () => process.exit(0))`), died)
    await client.opened
    await expect(client.query('select 1', [])).rejects.toThrow('ended by itself')
    expect(died).toHaveBeenCalledOnce()
    await client.close()
  })
})

const unexpected = (error: Error): never => {
  throw error
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** The last of so many answers that a child has told. */
async function told(child: ChildProcess, answers: number): Promise<number> {
  if (!child.stdout) throw new Error('a child without a voice')
  let heard = 0
  for await (const line of createInterface({ input: child.stdout })) if (++heard === answers) return Number(line)
  throw new Error(`the child ended after ${heard} answers`)
}
