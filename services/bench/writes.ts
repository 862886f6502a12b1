import { join } from 'node:path'
import { Redis } from 'ioredis'
import { parseEvent } from '@weir/shared/contract/parse-event'
import { entityOf } from '@weir/shared/domain/entity'
import { type Rules, rulesOf } from '@weir/shared/domain/rules'
import { keysOf } from '../src/edge/keys.ts'
import { silentLog } from '../src/edge/log.ts'
import { startRedisServer } from '../src/edge/redis-server.ts'
import { type Projected, project } from '../src/projector/project.ts'
import { ABSENT, type Stored } from '../src/projector/record.ts'
import { type Step, openStore } from '../src/projector/store.ts'
import type { Bench, Measurement } from './bench.ts'
import { type CloudEvent, closed, opened } from './events.ts'
import { rawStep } from './raw-step.ts'
import { atLeast, rowOf } from './row.ts'
import { compared, inRounds } from './statistics.ts'

/**
 * The projector's writes: recorded changes of cases that open and close, through the store and its script as the projector
 * calls it, against the same Redis commands in raw pipelines. Both begin with the same steps and have as many under way.
 */
const NAME = 'writes'
const GOAL = atLeast(0.5)
const SAYS = "the projector's writes, against the same commands in raw pipelines"
const CASES_A_STEP = 256
const LANES = 4 // the projector's concurrency
const GENERATION = 'bench'

export const writes: Measurement = {
  name: NAME,
  rows: [{ name: NAME, says: SAYS, goal: GOAL }],
  run: async (bench) => {
    const server = bench.opened(await startRedisServer(join(await bench.folder(), 'redis'), silentLog))
    const redis = new Redis(server.url)
    bench.opened({ stop: async () => redis.disconnect() })
    const lanes = recordedLanes(bench)
    const cases = lanes.flat().reduce((sum, { projected }) => sum + projected.length, 0)
    const ours = (): Promise<number> => ratePerSecond(redis, lanes, cases, storeStep(redis))
    const theirs = (): Promise<number> => ratePerSecond(redis, lanes, cases, rawStep(redis, keysOf('bench'), GENERATION))
    const rounds = await inRounds(bench.smoke ? 1 : 9, ours, theirs, bench.say, !bench.smoke)
    return [rowOf({ name: NAME, says: SAYS, goal: GOAL, unit: 'cases/s', ...compared(rounds) })]
  },
}

/** Steps for each lane: the same cases opened, then closed, so that a lane's steps must come in order and others' need not. */
function recordedLanes({ smoke, pack }: Bench): readonly (readonly Step[])[] {
  const rules = rulesOf(pack)
  const now = Date.now()
  return Array.from({ length: LANES }, (_, lane) =>
    Array.from({ length: smoke ? 2 : 20 }, (__, turn) => {
      const numbers = Array.from({ length: CASES_A_STEP }, (___, index) => (turn * LANES + lane) * CASES_A_STEP + index)
      const first = numbers.map((number) => projectedFrom(ABSENT, opened(number, now - 60_000, pack), rules, now))
      const second = first.map(({ record }, index) => projectedFrom(record ?? ABSENT, closed(numbers[index] ?? 0, now, pack), rules, now))
      return [first, second].map((projected) => ({
        projected,
        heard: [{ source: '/boston/311', heard: now, through: null }],
        merges: '0',
        mark: null,
        shown: true,
      }))
    }).flat(),
  )
}

function projectedFrom(known: Stored, input: CloudEvent, rules: Rules, now: number): Projected {
  const parsed = parseEvent(input)
  if (parsed.kind === 'rejected') throw new Error(`the bench made an event that is refused: ${JSON.stringify(parsed.rejected)}`)
  return project(known, { entity: entityOf(parsed.event), events: [parsed.event], seq: 1 }, rules, now)
}

const storeStep = (redis: Redis) => {
  const store = openStore(redis, keysOf('bench'), GENERATION)
  return async (step: Step): Promise<void> => {
    const answer = await store.apply(step)
    if (answer.kind !== 'applied' || answer.leftOut.length > 0) throw new Error(`a step was not applied: ${answer.kind}`)
  }
}

async function ratePerSecond(redis: Redis, lanes: readonly (readonly Step[])[], cases: number, apply: (step: Step) => Promise<void>): Promise<number> {
  await redis.flushall()
  await redis.set(keysOf('bench').current, GENERATION)
  const began = performance.now()
  await Promise.all(
    lanes.map(async (steps) => {
      for (const step of steps) await apply(step)
    }),
  )
  return (cases / (performance.now() - began)) * 1000
}
