import type { Redis } from 'ioredis'
import type { Pack } from '@weir/shared/contract/pack'
import type { Clock } from '../edge/clock.ts'
import type { Keys } from '../edge/keys.ts'
import type { Ledger } from '../edge/ledger/ledger.ts'
import type { Log } from '../edge/log.ts'
import { openWorker } from '../edge/queue.ts'
import { type Running, repeat } from '../edge/run.ts'
import { type RunningProjector, openProjector } from './run.ts'

export interface ProjectorParts {
  readonly ledger: Ledger
  readonly redis: Redis
  /** a connection of its own, on which the worker waits for jobs */
  readonly blocking: Redis
  readonly root: Keys
  readonly pack: Pack
  readonly clock: Clock
  readonly log: Log
}

export interface StartedProjector extends Running {
  readonly projector: RunningProjector
}

const CONCURRENCY = 4
const WAKE_EVERY_MS = 200
const LOOK_AFTER_EVERY_MS = 500
const FOLDING_TOLD_S = 10

/** queue → Redis and the visit table */
export async function startProjector({ ledger, redis, blocking, root, pack, clock, log }: ProjectorParts): Promise<StartedProjector> {
  const projector = openProjector({ ledger, clock, log }, redis, root, pack, async (done, total) => {
    log.info({ done, total }, 'folding the ledger into a new generation')
    if (done >= total) await redis.del(root.folding)
    else await redis.set(root.folding, JSON.stringify({ done, total }), 'EX', FOLDING_TOLD_S)
  })
  await projector.start()
  const worker = openWorker(blocking, root.queue, CONCURRENCY, projector.project, log)
  const waking = repeat(WAKE_EVERY_MS, () => projector.wake(clock.now()), log, 'waking what time has changed')
  const lookingAfter = repeat(LOOK_AFTER_EVERY_MS, projector.lookAfter, log, 'looking after what has not arrived')
  const lookNow = (): void => void projector.lookAfter().catch(() => undefined)
  redis.on('ready', lookNow)
  return {
    projector,
    stop: async () => {
      redis.off('ready', lookNow)
      await worker.close()
      await Promise.all([waking.stop(), lookingAfter.stop()])
      await projector.stop()
    },
  }
}
