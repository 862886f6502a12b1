import { join } from 'node:path'
import { Redis } from 'ioredis'
import { dayKey, hourKey, hourOf, waitingKey } from '@weir/shared/domain/metric'
import { localDay } from '@weir/shared/domain/local-time'
import { type Keys, keysOf } from '../src/edge/keys.ts'
import { silentLog } from '../src/edge/log.ts'
import { startRedisServer } from '../src/edge/redis-server.ts'
import type { Bench, Measurement } from './bench.ts'
import type { BroadcastAnswer, BroadcastQuestion } from './broadcast-script.ts'
import { type Asked, startScript } from './child.ts'
import type { GatewayAnswer } from './gateway-script.ts'
import { atLeast, rowOf } from './row.ts'
import type { ScreensAnswer, ScreensQuestion } from './screens-script.ts'
import { compared, inRounds } from './statistics.ts'

/**
 * Deltas to many screens: our gateway, which reads a board whenever word of a change comes and sends what differs, against a
 * bare socket.io that sends the same bytes to as many. Changes come as fast as they are delivered; what counts is deliveries a
 * second, all screens together. The screens are in a process of their own.
 */
const NAME = 'fan-out'
const GOAL = atLeast(0.8)
const SAYS = 'fan-out to 2,000 screens, against bare socket.io'
const GENERATION = 'bench'
const LOCALITY = 1
const STANDING = 2000

export const fanOut: Measurement = {
  name: NAME,
  rows: [{ name: NAME, says: SAYS, goal: GOAL }],
  run: async (bench) => {
    const { screens, deltas, rounds } = bench.smoke ? { screens: 50, deltas: 10, rounds: 1 } : { screens: 2000, deltas: 40, rounds: 5 }
    const flow = await openGateway(bench)
    const bare = bench.opened(await startScript<BroadcastQuestion, BroadcastAnswer>('./broadcast-script.ts', []))
    const ours = await openScreens(bench, flow.port, screens, `board/${bench.pack.localities[0]?.id ?? ''}`)
    const theirs = await openScreens(bench, await bare.ask({ kind: 'port' }), screens, null)
    const rate = async (of: Screens, send: () => Promise<void>): Promise<number> => {
      const { deliveries } = await of.ask({ kind: 'count' })
      const began = performance.now()
      const reached = of.ask({ kind: 'until', deliveries: deliveries + deltas * screens })
      await Promise.all([send(), reached])
      return ((deltas * screens) / (performance.now() - began)) * 1000
    }
    const measured = await inRounds(
      rounds,
      () => changing(flow, (send) => rate(ours, send)),
      () => rate(theirs, async () => void (await bare.ask({ kind: 'send', payload: await lastDelta(ours), times: deltas }))),
      bench.say,
      !bench.smoke,
    )
    return [
      rowOf({
        name: NAME,
        says: SAYS,
        goal: GOAL,
        unit: 'deliveries/s',
        ...compared(measured),
        told: `${screens} screens, ${JSON.stringify(await lastDelta(ours)).length} bytes a delta`,
      }),
    ]
  },
}

type Screens = Asked<ScreensQuestion, ScreensAnswer>

async function openScreens(bench: Bench, port: number, screens: number, topic: string | null): Promise<Screens> {
  const script = bench.opened(await startScript<ScreensQuestion, ScreensAnswer>('./screens-script.ts', []))
  await script.ask({ kind: 'open', port, screens, topic })
  return script
}

interface Flow {
  readonly port: number
  /** one more case in one stage of the locality, and word of it */
  change(): Promise<void>
}

async function openGateway(bench: Bench): Promise<Flow> {
  const server = bench.opened(await startRedisServer(join(await bench.folder(), 'redis'), silentLog))
  const redis = new Redis(server.url)
  bench.opened({ stop: async () => redis.disconnect() })
  const root = keysOf(bench.pack.id)
  await fillBoard(bench, redis, root)
  const gateway = bench.opened(await startScript<object, GatewayAnswer>('./gateway-script.ts', [bench.pack.id, server.url]))
  let cases = STANDING
  return { port: (await gateway.ask({})).port, change: async () => addCase(bench, redis, root, cases++, Date.now(), true) }
}

async function fillBoard(bench: Bench, redis: Redis, root: Keys): Promise<void> {
  const keys = root.generation(GENERATION)
  for (let number = 0; number < STANDING; number++) await addCase(bench, redis, root, number, Date.now() - number * 60_000, false)
  await redis.mset(keys.pack, JSON.stringify(bench.pack), keys.mark, '0', root.current, GENERATION)
}

/** What the projector would write of a case that is opened. */
async function addCase({ pack }: Bench, redis: Redis, root: Keys, number: number, at: number, told: boolean): Promise<void> {
  const { prefix } = root.generation(GENERATION)
  const stage = number % pack.pathways.length
  const pipeline = redis
    .pipeline()
    .zadd(prefix + waitingKey(LOCALITY, stage), at, `case|${number}`)
    .hincrby(prefix + hourKey(LOCALITY, hourOf(at)), `${stage}.arrived`, 1)
    .hincrby(prefix + dayKey(LOCALITY, localDay(at, pack.timeZone)), `${stage}.arrived`, 1)
  if (told) pipeline.publish(root.changed, String(LOCALITY))
  await pipeline.exec()
}

/** What our screens were told last: the bytes that the other side sends. */
async function lastDelta(screens: Screens): Promise<readonly unknown[]> {
  const { sample } = await screens.ask({ kind: 'count' })
  const [, ...payload] = JSON.parse(sample.slice(2)) as unknown[]
  return payload
}

/** Keeps the locality changing while something is measured. */
async function changing<T>(flow: Flow, measure: (send: () => Promise<void>) => Promise<T>): Promise<T> {
  let measuring = true
  const send = async (): Promise<void> => {
    while (measuring) {
      await flow.change()
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
  const sending = Promise.withResolvers<void>()
  const result = await measure(async () => {
    void send().finally(sending.resolve)
  })
  measuring = false
  await sending.promise
  return result
}
