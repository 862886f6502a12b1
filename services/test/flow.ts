import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import type { Event } from '@weir/shared/contract/event'
import type { Instant } from '@weir/shared/contract/instant'
import type { Pack } from '@weir/shared/contract/pack'
import { entityOf } from '@weir/shared/domain/entity'
import type { BoardContent } from '@weir/shared/domain/read-board'
import { type Keys, keysOf } from '../src/edge/keys.ts'
import type { Database } from '../src/edge/ledger/database.ts'
import type { Ledger } from '../src/edge/ledger/ledger.ts'
import { ledgerIn } from '../src/edge/ledger/open.ts'
import { silentLog } from '../src/edge/log.ts'
import { type RedisServer, startRedisServer } from '../src/edge/redis-server.ts'
import { boardReader } from '../src/edge/board-reader.ts'
import { foldInTurn } from '../src/projector/fold-in-turn.ts'
import type { Generation } from '../src/projector/generation.ts'
import type { Flow } from '../src/projector/flow.ts'
import { projectAgain, projectBatch } from '../src/projector/projector.ts'

/** The middle of the flow on real stores, driven by hand: what to append, when to project it, what the clock says. */
export interface HandDriven {
  readonly ledger: Ledger
  readonly root: Keys
  generation(): Generation
  setClock(now: Instant): void
  /** commits events and answers with the batch as the queue would carry it; null where all were known */
  append(events: readonly Event[]): Promise<Delivery | null>
  project(delivery: Delivery): Promise<void>
  wake(): Promise<void>
  /** folds the ledger into a new generation and shows it */
  rebuild(): Promise<void>
  boards(now: Instant): Promise<ReadonlyMap<string, BoardContent>>
}

export type Delivery = Parameters<typeof projectBatch>[2]

export async function handDriven(redis: Redis, database: Database, pack: Pack, start: Instant): Promise<HandDriven> {
  const authority = `t${randomBytes(6).toString('hex')}`
  const ledger = await ledgerIn(database, authority)
  const root = keysOf(authority)
  let now = start
  const flow: Flow = { ledger, clock: { now: () => now, replay: null, mode: 'live' as const }, log: silentLog }
  const rebuilt = async (): Promise<Generation> => {
    const { shown } = await foldInTurn(
      flow,
      redis,
      root,
      pack,
      () => undefined,
      () => false,
    )
    return shown
  }
  let generation = await rebuilt()
  return {
    ledger,
    root,
    generation: () => generation,
    setClock: (to) => {
      now = to
    },
    append: async (events) => {
      const entries = events.map((event) => ({ event, entity: entityOf(event), digest: JSON.stringify(event) }))
      const accepted = (await ledger.append(entries, now)).flatMap((answer, index) => {
        const entry = entries[index]
        return answer.kind === 'accepted' && entry ? [{ ...entry, seq: answer.seq, first: answer.first }] : []
      })
      const [from, to] = [accepted.at(0)?.seq, accepted.at(-1)?.seq]
      return from === undefined || to === undefined ? null : { entries: accepted, receivedAt: now, mark: { from, to } }
    },
    project: (delivery) => projectBatch(flow, generation, delivery),
    wake: async () => {
      for (;;) {
        const entities = await generation.store.dueToWake(now, 100)
        if (entities.length === 0) return
        await projectAgain(flow, generation, entities, false)
      }
    },
    rebuild: async () => {
      generation = await rebuilt()
    },
    boards: async (at) => {
      const { rules, store } = generation
      const reader = boardReader(redis, keysOf(pack.id), store.keys, pack, rules)
      const boards = await Promise.all(rules.localities.map((_id, index) => reader.read(index, 'live', at)))
      return new Map(boards.map((board) => [board.locality, board]))
    },
  }
}

export interface TestRedis {
  readonly server: RedisServer
  readonly redis: Redis
  stop(): Promise<void>
}

/** A redis-server of its own, as Weir starts it: also there to be killed. */
export async function testRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-redis-'))
  const server = await startRedisServer(folder, silentLog)
  const redis = new Redis(server.url, { maxRetriesPerRequest: null })
  redis.on('error', () => undefined)
  return {
    server,
    redis,
    stop: async () => {
      redis.disconnect()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
