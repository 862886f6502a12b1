import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import getPort from 'get-port'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Board } from '@weir/shared/contract/board'
import type { Event } from '@weir/shared/contract/event'
import { DAY, HOUR, MINUTE } from '@weir/shared/contract/instant'
import { parseEvent } from '@weir/shared/contract/parse-event'
import { recount } from '../../shared/test/recount.ts'
import { boardReader } from '../src/edge/board-reader.ts'
import { keysOf } from '../src/edge/keys.ts'
import { openDatabase } from '../src/edge/ledger/database.ts'
import { silentLog } from '../src/edge/log.ts'
import { loadPack } from '../src/edge/pack.ts'
import { openShown } from '../src/projector/generation.ts'
import { postgresMissing } from './postgres.ts'
import { BOSTON, type Processes, processes, until } from './processes.ts'

/**
 * Law 3 from the command line: `weir rebuild` gives equal boards, beside separate processes and through an embedded server.
 * Where Redis can be read, the boards of both generations are read as at one instant and compared byte for byte; what a
 * gateway serves meanwhile is as at ever later instants, so there the figures are compared.
 * Broken on purpose: the last case of a fold left out, and all three failed; the server's answer without the deed, and its own did.
 */
const START_MS = 120_000
const PATIENCE_MS = 180_000
const BIN = fileURLToPath(new URL('../bin/weir.js', import.meta.url))
const LOCALITIES = ['dorchester', 'roxbury', 'back-bay', 'unplaced']

/** Requests of the last days, half an hour away from every hour and limit that the test could cross while it runs. */
function requests(from: number, count: number, now: number): readonly object[] {
  const hour = Math.floor(now / HOUR) * HOUR - 30 * MINUTE
  const at = (ms: number) => new Date(ms).toISOString()
  return Array.from({ length: count }, (_, index) => from + index).flatMap((n) => {
    const opened = hour - (n % 160) * HOUR
    const common = { specversion: '1.0', source: '/boston/311', subject: `request/${n}` }
    const locality = LOCALITIES[n % 4]
    const place = locality === 'unplaced' ? {} : { locality }
    return [
      {
        ...common,
        id: `${n}/opened`,
        type: 'weir.case.entered.v1',
        time: at(opened),
        data: { pathway: 'pwdx', stage: 'open', ...place, dueAt: at(opened + (n % 9) * DAY) },
      },
      ...(n % 3 ? [] : [{ ...common, id: `${n}/closed`, type: 'weir.case.left.v1', time: at(hour), data: { pathway: 'pwdx', outcome: 'closed' } }]),
      ...(n % 17 ? [] : [{ ...common, id: `${n}/void`, type: 'weir.event.withdrawn.v1', time: at(hour), data: { id: `${n}/opened`, pathway: 'pwdx' } }]),
    ]
  })
}

const parsed = (event: object): Event => {
  const read = parseEvent(event)
  if (read.kind === 'rejected') throw new Error(JSON.stringify(read.rejected))
  return read.event
}

/** All that is folded; what is judged of it follows the clock. */
const figuresOf = ({ stages, pathways, duties, capacity, sources }: Board) => ({
  stages: stages.map((stage) => ({ ...stage, expectation: null })),
  ...{ pathways, duties, capacity, sources },
})

async function weir(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const child = spawn(process.execPath, [BIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const text = { out: '', err: '' }
  child.stdout.on('data', (part: Buffer) => (text.out += part.toString()))
  child.stderr.on('data', (part: Buffer) => (text.err += part.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...text }
}

describe.skipIf(postgresMissing !== null)(`weir rebuild beside separate processes${postgresMissing === null ? '' : ` (left out: ${postgresMissing})`}`, () => {
  let running: Processes
  beforeEach(async () => {
    sent = []
    running = await processes()
    await running.start('projector')
    await running.start('gateway')
    await running.start('intake')
  }, START_MS)
  afterEach(() => running.stop(), START_MS)

  let sent: object[] = []
  const send = async (events: readonly object[]) => {
    for (let from = 0; from < events.length; from += 200) expect((await running.post(events.slice(from, from + 200))).status).toBe(202)
    sent.push(...events)
  }
  const projected = () => until(async () => (await running.mark()) === (await running.ledger.head()))
  /** The whole picture at one instant: which generation, its boards and the rows of the visit table. */
  const picture = async (now: number) => {
    const { redis } = running.redis
    const shown = await openShown(redis, keysOf('boston-311'))
    if (!shown) throw new Error('nothing is shown')
    const reader = boardReader(redis, keysOf('boston-311'), shown.store.keys, shown.pack, shown.rules)
    const boards = await Promise.all(shown.rules.localities.map((_id, index) => reader.read(index, 'live', now)))
    return { name: shown.name, boards: JSON.stringify(boards), visits: await visitRows() }
  }
  const visitRows = async () => {
    const { db, close } = await openDatabase({ kind: 'postgres', url: running.env['DATABASE_URL'] ?? '' }, silentLog, () => undefined)
    const { rows } = await sql`select to_jsonb(visit) - 'version' as visit from visit order by entity, ordinal`.execute(db)
    await close()
    return rows
  }

  test('the boards before and after are equal, byte for byte, and no wall sees anything else meanwhile', { timeout: PATIENCE_MS }, async () => {
    const now = Date.now()
    await send(requests(0, 900, now))
    await projected()
    const before = await picture(now)
    const seen = new Set<string>()
    const rebuilding = weir(['rebuild', '--pack', BOSTON], running.env)
    const over = rebuilding.then(() => true)
    await until(async () => {
      seen.add(JSON.stringify(figuresOf(await running.board('dorchester'))))
      return Promise.race([over, Promise.resolve(false)])
    })
    expect(await rebuilding).toMatchObject({ code: 0, out: '' })
    const after = await picture(now)
    expect(after).toEqual({ ...before, name: after.name })
    expect(after.name).not.toBe(before.name)
    expect([...seen]).toEqual([JSON.stringify(figuresOf(await running.board('dorchester')))])
  })

  test('two at once, while events come: both end well, and everything is on the boards', { timeout: PATIENCE_MS }, async () => {
    const now = Date.now()
    await send(requests(0, 600, now))
    const rebuilding = [weir(['rebuild', '--pack', BOSTON], running.env), weir(['rebuild', '--pack', BOSTON], running.env)]
    for (let from = 600; from < 1600; from += 100) await send(requests(from, 100, now))
    for (const { code, err } of await Promise.all(rebuilding)) expect(code, err).toBe(0)
    await projected()
    const pack = await loadPack(BOSTON)
    for (const locality of LOCALITIES) {
      const { asOf, stages, pathways } = await running.board(locality)
      const expected = recount(pack, sent.map(parsed), asOf).get(locality)
      expect({ stages, pathways }, locality).toEqual({ stages: expected?.stages, pathways: expected?.pathways })
    }
  })
})

describe('weir rebuild through an embedded server', () => {
  let folder = ''
  let env: NodeJS.ProcessEnv = {}
  let server: ChildProcess | null = null

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'weir-embedded-'))
    const { DATABASE_URL: _database, REDIS_URL: _redis, ...rest } = process.env
    env = { ...rest, WEIR_DATA: folder, WEIR_PORT: String(await getPort()), WEIR_INTAKE_PORT: String(await getPort()), WEIR_LOG: 'error' }
    server = spawn(process.execPath, [BIN, 'start', '--pack', BOSTON], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    await until(() => readFile(join(folder, 'running.json')).then(Boolean, () => false), START_MS)
  }, START_MS)
  afterEach(async () => {
    if (server && server.exitCode === null) {
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
    }
    await rm(folder, { recursive: true, force: true })
  }, START_MS)

  const get = async (path: string): Promise<unknown> => (await fetch(`http://127.0.0.1:${env['WEIR_PORT'] ?? ''}${path}`)).json()
  const boards = async () => Promise.all(LOCALITIES.map(async (locality) => figuresOf((await get(`/api/documents/board/${locality}`)) as Board)))

  test('the running Weir does it, and its boards are equal before and after', { timeout: PATIENCE_MS }, async () => {
    const now = Date.now()
    const events = requests(0, 400, now)
    const { out: key } = await weir(['key', '/boston/311'], env)
    const answer = await fetch(`http://127.0.0.1:${env['WEIR_INTAKE_PORT'] ?? ''}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key.trim()}` },
      body: JSON.stringify(events),
    })
    expect(answer.status).toBe(202)
    const expected = recount(await loadPack(BOSTON), events.map(parsed), now)
    await until(async () => JSON.stringify((await boards()).map(({ stages }) => stages)) === JSON.stringify(LOCALITIES.map((id) => expected.get(id)?.stages)))
    const before = { boards: await boards(), generation: ((await get('/health')) as { generation: string }).generation }
    expect(await weir(['rebuild'], env)).toMatchObject({ code: 0, out: '', err: 'Rebuilt: the running Weir shows the new generation.\n' })
    await until(async () => ((await get('/health')) as { generation: string }).generation !== before.generation)
    expect(await boards()).toEqual(before.boards)
  })
})
