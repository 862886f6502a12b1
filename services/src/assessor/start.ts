import type { Redis } from 'ioredis'
import { type Instant, MINUTE } from '@weir/shared/contract/instant'
import { nextInstant } from '@weir/shared/domain/judgement/instants'
import type { Clock } from '../edge/clock.ts'
import type { Keys } from '../edge/keys.ts'
import type { Ledger } from '../edge/ledger/ledger.ts'
import type { Log } from '../edge/log.ts'
import { type Running, repeat } from '../edge/run.ts'
import { type Assessor, openAssessor } from './assessor.ts'

export interface AssessorParts {
  readonly ledger: Ledger
  readonly redis: Redis
  /** a connection of its own, which hears of changes and can do nothing else */
  readonly listening: Redis
  readonly root: Keys
  readonly timeZone: string
  readonly clock: Clock
  readonly log: Log
}

export interface RunningAssessor extends Running {
  /** the fixed instants that have come since the last evaluation, up to `now`, each in its turn */
  evaluateTo(now: Instant): Promise<void>
  /** the next of them */
  next(): Instant
  /** when the last one is in the ledger: a replay as fast as it goes does not wait for each */
  kept(): Promise<void>
}

const LOOK_EVERY_MS = 400
/** What time alone changes is seen after so long; where a replayed hour goes by in seconds, after so much of it. */
const LOOK_AT_ALL_AFTER_MS = 30_000
const LOOK_AT_ALL_AFTER = 30 * MINUTE

/** facts → pressure and blockages → Redis; what begins and ends → ledger */
export async function startAssessor({ ledger, redis, listening, root, timeZone, clock, log }: AssessorParts): Promise<RunningAssessor> {
  let assessor: Assessor = openAssessor(redis, root, ledger)
  let next = nextInstant((await assessor.evaluatedAt()) ?? clock.now(), timeZone)
  let changed: Set<number> | 'all' = 'all'
  let evaluating: Promise<void> = Promise.resolve()
  let allLookedAt = { at: -Infinity, mark: -Infinity }
  const hear = (message: string): void => {
    if (message === '*' || changed === 'all') changed = 'all'
    else for (const locality of message.split(',')) changed.add(Number(locality))
  }
  listening.on('message', (_channel: string, message: string) => hear(message))
  listening.on('ready', () => hear('*'))
  await listening.subscribe(root.changed)

  /** What could not be kept is forgotten: whoever comes next begins from what the ledger remembers, and finds the same again. */
  const evaluate = async (at: Instant): Promise<void> => {
    try {
      await assessor.evaluate(at)
      if (clock.replay?.speed !== 'max') await assessor.kept()
    } catch (error) {
      assessor = openAssessor(redis, root, ledger)
      throw error
    }
  }

  /** Of instants that were missed, nothing is known as it was then: only the last of them is evaluated, as of now. */
  const evaluateTo = async (now: Instant): Promise<void> => {
    const before = evaluating.catch(() => undefined) // told to whoever asked for it
    evaluating = before.then(async () => {
      if (next > now) return
      let last = next
      for (let following = nextInstant(last, timeZone); following <= now; following = nextInstant(last, timeZone)) last = following
      await evaluate(last)
      next = nextInstant(last, timeZone)
      changed = 'all'
    })
    return evaluating
  }

  const looking = repeat(
    LOOK_EVERY_MS,
    async () => {
      const now = clock.now()
      if (clock.replay?.speed === 'max') return // nobody watches, and whoever feeds it asks for each evaluation
      if (!clock.replay) await evaluateTo(now)
      await evaluating
      const mark = performance.now()
      if (mark - allLookedAt.mark >= LOOK_AT_ALL_AFTER_MS || now - allLookedAt.at >= LOOK_AT_ALL_AFTER) changed = 'all'
      if (changed !== 'all' && changed.size === 0) return
      const which = changed
      changed = new Set()
      if (which === 'all') allLookedAt = { at: now, mark }
      await assessor.look(which, now).catch((error: unknown) => {
        changed = 'all'
        throw error
      })
    },
    log,
    'assessing',
  )
  return {
    evaluateTo,
    next: () => next,
    kept: () => assessor.kept(),
    stop: async () => {
      await looking.stop()
      await evaluating.catch(() => undefined)
      await assessor.kept().catch((error: unknown) => log.error({ err: error }, 'the last evaluation was not kept'))
    },
  }
}
