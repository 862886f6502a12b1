import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Event } from '@weir/shared/contract/event'
import { HOUR } from '@weir/shared/contract/instant'
import type { Pack } from '@weir/shared/contract/pack'
import { entityOf } from '@weir/shared/domain/entity'
import { at, pack as old, tell } from '../../shared/test/stories.ts'
import { boardReader } from '../src/edge/board-reader.ts'
import type { Clock } from '../src/edge/clock.ts'
import { type Keys, keysOf } from '../src/edge/keys.ts'
import type { Ledger } from '../src/edge/ledger/ledger.ts'
import { ledgerIn } from '../src/edge/ledger/open.ts'
import { type Log, silentLog } from '../src/edge/log.ts'
import { type Producer, openProducer } from '../src/edge/queue.ts'
import { watchStatus } from '../src/gateway/status.ts'
import { openShown } from '../src/projector/generation.ts'
import { type StartedProjector, startProjector } from '../src/projector/start.ts'
import { type TestRedis, testRedis } from './flow.ts'
import { onEveryLedger } from './ledger-places.ts'
import { until } from './processes.ts'

/**
 * Generations on real stores: a start with a changed pack folds a new one beside the one that is shown, which can be read until
 * the switch; and of several projectors one folds at a time.
 * Broken on purpose: the new generation shown before it was folded, its progress not told, the old one never forgotten; a turn
 * taken whoever has it, not prolonged, or not asked for at the switch; what another has shown meanwhile not looked at. Each failed.
 */
const START_MS = 60_000
const PATIENCE_MS = 60_000
const NOW = at('23 12:00')
const CLOCK: Clock = { now: () => NOW, replay: null, mode: 'live' }
const CASES = 120
const PAGE = 50

/** One limit is new, and a locality that the events have named all along. */
const changed: Pack = {
  ...old,
  localities: [...old.localities, { id: 'east', name: { en: 'East' }, kind: 'locality', wards: [] }],
  pathways: old.pathways.map((pathway) => ({
    ...pathway,
    stages: pathway.stages.map((stage) => (stage.id === 'referral' ? { ...stage, limit: { hours: 24, by: 'local' } as const } : stage)),
  })),
}

const story = (from: number, count: number): readonly Event[] =>
  Array.from({ length: count }, (_, index) => from + index).flatMap((n) => {
    const entered = { stage: 'referral', locality: ['north', 'south', 'east'][n % 3] ?? '' }
    const when = (hour: number) => new Date(NOW - (CASES - (n % CASES)) * HOUR + hour * HOUR).toISOString()
    const about = { subject: `person-${n}`, source: '/s' }
    return [
      tell('entered', when(0), entered, { ...about, id: `${n}-in` }),
      ...(n % 2 ? [tell('entered', when(0.3), { stage: 'triage' }, { ...about, id: `${n}-on` })] : []),
      ...(n % 5 ? [] : [tell('left', when(0.6), { outcome: 'home' }, { ...about, id: `${n}-out` })]),
    ]
  })

onEveryLedger('on Redis and', ({ database }) => {
  let stores: TestRedis
  let fresh: TestRedis
  let root: Keys
  let ledger: Ledger
  let producer: Producer
  let closing: (() => Promise<unknown>)[] = []

  beforeAll(async () => {
    ;[stores, fresh] = await Promise.all([testRedis(), testRedis()])
  }, START_MS)
  afterAll(async () => {
    await Promise.all([stores.stop(), fresh.stop()])
  }, START_MS)
  beforeEach(async () => {
    const authority = `t${randomBytes(6).toString('hex')}`
    ledger = await ledgerIn(database(), authority)
    root = keysOf(authority)
    const putting = connected()
    await putting.ping() // a queue that is not open yet would leave its batch to the ledger
    producer = openProducer(putting, root.queue, silentLog)
    closing.push(producer.close)
    await say(story(0, CASES))
  }, START_MS)
  afterEach(async () => {
    for (const close of closing.reverse()) await close()
    closing = []
  }, START_MS)

  const connected = (on: TestRedis = stores): Redis => {
    const redis = new Redis(on.server.url, { maxRetriesPerRequest: null })
    closing.push(() => Promise.resolve(redis.disconnect()))
    return redis
  }
  /** As the intake does: into the ledger, then into the queue. */
  const say = async (events: readonly Event[]): Promise<void> => {
    const entries = events.map((event) => ({ event, entity: entityOf(event), digest: JSON.stringify(event) }))
    const accepted = (await ledger.append(entries, NOW)).flatMap((answer, index) => {
      const entry = entries[index]
      return answer.kind === 'accepted' && entry ? [{ ...entry, seq: answer.seq, first: answer.first }] : []
    })
    await producer.enqueue({ from: accepted.at(0)?.seq ?? 0, to: accepted.at(-1)?.seq ?? 0, receivedAt: NOW, entries: accepted })
  }
  const started = async (pack: Pack, its: Ledger = ledger, on: TestRedis = stores, log: Log = silentLog): Promise<StartedProjector> => {
    const projector = await startProjector({
      ledger: its,
      redis: connected(on),
      blocking: connected(on),
      root,
      pack,
      clock: CLOCK,
      log,
    })
    closing.push(projector.stop)
    return projector
  }
  /** All boards of the generation that is shown, byte for byte, at the one instant. */
  const boards = async (on: TestRedis = stores): Promise<string> => {
    const shown = await openShown(on.redis, root)
    if (!shown) throw new Error('nothing is shown')
    const reader = boardReader(on.redis, root, shown.store.keys, shown.pack, shown.rules)
    return JSON.stringify(await Promise.all(shown.rules.localities.map((_id, index) => reader.read(index, 'live', NOW))))
  }
  const freshBoards = async (pack: Pack): Promise<string> => {
    await (await started(pack, ledger, fresh)).projector.through(await ledger.head())
    return boards(fresh)
  }
  const queue = () => stores.redis.lrange(`${root.queue}:batches:wait`, 0, -1)
  const processed = () => stores.redis.zcard(`${root.queue}:batches:completed`)
  const known = () => stores.redis.zrange(root.generations, '0', '-1')
  const keysOfGeneration = (name: string) => stores.redis.keys(`${root.generation(name).prefix.replace('{', '\\{').replace('}', '\\}')}*`)

  test(
    'a start with a changed pack folds beside what is shown, says how far it is, and then switches; the queue is not touched',
    { timeout: PATIENCE_MS },
    async () => {
      const first = await started(old)
      await until(async () => (await processed()) === 1)
      const before = { name: first.projector.shown().name, boards: await boards() }
      await first.stop()
      await say(story(CASES, 10)) // comes while no projector runs, and waits
      const waiting = await queue()
      expect(waiting.length).toBe(1)

      const status = watchStatus(stores.redis, root, () => before.name, ledger.head, CLOCK)
      const held = holding(ledger)
      const starting = started(changed, held.ledger)
      await held.reached
      await status.look()
      expect(status.now().rebuilding).toEqual({ done: PAGE, total: await ledger.head() })
      expect(await stores.redis.zcard(root.generations)).toBe(2)
      expect(await stores.redis.get(root.current)).toBe(before.name)
      expect(await boards()).toBe(before.boards)
      expect(await queue()).toEqual(waiting)
      held.letOn()

      const { name } = (await starting).projector.shown()
      expect(await stores.redis.get(root.current)).toBe(name)
      await until(async () => (await processed()) === 2)
      await status.look()
      expect(status.now().rebuilding).toBeNull()
      expect(await boards()).toBe(await freshBoards(changed))
      expect(await boards()).not.toBe(before.boards)
      await until(async () => (await keysOfGeneration(before.name)).length === 0)
      await until(async () => (await known()).length === 1) // the name goes after its keys
      expect(await known()).toEqual([name])
    },
  )

  test('a projector that is at work goes on with what is shown while another folds, and follows when that has switched', { timeout: PATIENCE_MS }, async () => {
    const first = await started(old)
    const held = holding(ledger)
    const starting = started(changed, held.ledger)
    await held.reached
    await say(story(CASES, 10))
    await first.projector.through(await ledger.head())
    expect(await boards()).toBe(await freshBoards(old))
    held.letOn()
    const second = await starting
    await until(() => Promise.resolve(first.projector.shown().name === second.projector.shown().name))
    await say(story(CASES + 10, 10))
    await second.projector.through(await ledger.head())
    await fresh.redis.flushall()
    expect(await boards()).toBe(await freshBoards(changed))
  })

  test('of three that start at once with a changed pack one folds; the others wait, and show what it folded', { timeout: PATIENCE_MS }, async () => {
    await (await started(old)).stop()
    const held = [holding(ledger), holding(ledger), holding(ledger)]
    for (const { letOn } of held) letOn()
    const all = await Promise.all(held.map((its) => started(changed, its.ledger)))
    expect(held.reduce((sum, { scans }) => sum + scans(), 0)).toBe(1)
    expect(new Set(all.map(({ projector }) => projector.shown().name)).size).toBe(1)
    expect(await boards()).toBe(await freshBoards(changed))
  })

  test('two that rebuild at once do so one after the other', { timeout: PATIENCE_MS }, async () => {
    const [one, other] = [holding(ledger), holding(ledger)]
    const { log, waits } = listening()
    other.letOn()
    await (await started(old)).stop()
    const before = { name: await stores.redis.get(root.current), boards: await boards() }
    const [a, b] = [await started(old, one.ledger), await started(old, other.ledger, stores, log)]
    const rebuilding = [a.projector.rebuild()]
    await one.reached
    rebuilding.push(b.projector.rebuild())
    await waits
    expect(other.scans()).toBe(0)
    one.letOn()
    await Promise.all(rebuilding)
    expect([one.scans(), other.scans()]).toEqual([1, 1])
    expect(await stores.redis.get(root.current)).toBe(b.projector.shown().name)
    expect(b.projector.shown().name).not.toBe(before.name)
    expect(await boards()).toBe(before.boards)
  })

  test('whoever loses its turn while it folds shows nothing of it, and begins again', { timeout: PATIENCE_MS }, async () => {
    await (await started(old)).stop()
    const shown = await stores.redis.get(root.current)
    const held = holding(ledger)
    const starting = started(changed, held.ledger)
    await held.reached
    const lost = (await stores.redis.get(root.turn)) ?? ''
    await stores.redis.set(root.turn, 'somebody-else', 'PX', 1000)
    held.letOn()
    await until(async () => (await keysOfGeneration(lost)).length === 0)
    expect(await stores.redis.get(root.current)).toBe(shown)
    const { name } = (await starting).projector.shown()
    expect(held.scans()).toBe(2)
    expect(name).not.toBe(lost)
    expect(await stores.redis.get(root.current)).toBe(name)
  })

  test('a turn is prolonged while the fold lasts, and ends by itself where whoever had it has died', { timeout: PATIENCE_MS }, async () => {
    await stores.redis.set(root.turn, 'died', 'PX', 1000)
    const held = holding(ledger)
    const starting = started(old, held.ledger)
    await held.reached
    let least = Infinity
    await until(async () => {
      const left = await stores.redis.pttl(root.turn)
      least = Math.min(least, left)
      return left > least + 1000
    })
    held.letOn()
    await starting
    expect(await stores.redis.exists(root.turn)).toBe(0)
  })
})

/** A ledger whose scans come in small pages and stand still after the first of them until they are let on. */
function holding(ledger: Ledger): { readonly ledger: Ledger; readonly reached: Promise<void>; letOn(): void; scans(): number } {
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
  const { promise: on, resolve: letOn } = Promise.withResolvers<void>()
  let scans = 0
  return {
    reached,
    letOn,
    scans: () => scans,
    ledger: {
      ...ledger,
      scan: async function* (head) {
        scans++
        for await (const page of ledger.scan(head, PAGE)) {
          yield page
          reach()
          await on
        }
      },
    },
  }
}

/** A log, and word of when whoever writes into it waits for another's fold. */
function listening(): { readonly log: Log; readonly waits: Promise<void> } {
  const { promise: waits, resolve } = Promise.withResolvers<void>()
  const info = (...said: readonly unknown[]) => void (said.includes('another projector folds: waiting for it') && resolve())
  return { log: Object.assign(Object.create(silentLog) as Log, { info }), waits }
}
