import type { Redis } from 'ioredis'
import type { Instant } from '@weir/shared/contract/instant'
import type { Pack } from '@weir/shared/contract/pack'
import type { Keys } from '../edge/keys.ts'
import type { Batch } from '../edge/queue.ts'
import { type Generation, GenerationChanged, openShown } from './generation.ts'
import { type Housekeeping, openHousekeeping } from './housekeeping.ts'
import { projectAgain, projectBatch } from './projector.ts'
import type { Flow } from './flow.ts'
import { foldInTurn } from './fold-in-turn.ts'
import { forgetAbandoned, openForgetting } from './forget.ts'
import { type Progress, catchUp, packHash } from './rebuild.ts'

/**
 * The projector as a running thing. It holds the generation that is shown and moves to another when that is; it folds one
 * where there is none or its pack is not ours; it does again from the mark whatever was lost between ledger and Redis; it
 * wakes what time alone changes. What it promises to whoever waits: `through(seq)` resolves when all up to seq is projected.
 */
export interface RunningProjector {
  project(batch: Batch): Promise<void>
  /** Finds or folds the generation of our pack, shows it, and catches up. */
  start(): Promise<void>
  /** Folds the ledger into a new generation and shows that. */
  rebuild(): Promise<void>
  /** What time has changed up to `now`, and what it has made worthless. */
  wake(now: Instant): Promise<void>
  /** Looks whether something in the ledger has not arrived, and fetches it. */
  lookAfter(): Promise<void>
  through(seq: number): Promise<void>
  stop(): Promise<void>
  shown(): Generation
}

const WAKE_AT_ONCE = 256
const LOST_AFTER_MS = 1500
const AT_WORK_S = 10

export function openProjector(flow: Flow, redis: Redis, root: Keys, pack: Pack, progress: Progress): RunningProjector {
  let generation: Generation | null = null
  let following: Promise<void> | null = null
  let catching: Promise<number> | null = null
  let seen = { mark: -1, at: 0 }
  const forgetting = openForgetting(redis, root, flow.log)
  const housekeeping: Housekeeping = openHousekeeping(redis)

  const shown = (): Generation => {
    if (!generation) throw new Error('no generation is open yet')
    return generation
  }

  /** Opens whichever generation is shown; where none is whole, folds one. Once at a time. */
  const follow = async (): Promise<void> => {
    following ??= (async () => {
      generation = await openShown(redis, root)
      if (!generation) await foldAndShow(() => true)
      await catchUpOnce()
    })().finally(() => (following = null))
    return following
  }

  /** Unless another projector has shown one that will do by the time that it is our turn. */
  const foldAndShow = async (willDo: (other: Generation) => boolean): Promise<void> => {
    const { shown, before } = await foldInTurn(flow, redis, root, pack, progress, willDo)
    generation = shown
    if (before !== null) forgetting.later(before)
  }

  const isOurs = ({ name }: Generation): boolean => name.startsWith(`${packHash(pack)}-`)

  const catchUpOnce = async (): Promise<number> => {
    catching ??= catchUp(flow, shown()).finally(() => (catching = null))
    return catching
  }

  /** Does it on the generation that is shown, and once more where that has changed meanwhile. */
  const onShown = async <T>(act: (on: Generation) => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await act(shown())
      } catch (error) {
        if (!(error instanceof GenerationChanged)) throw error
        await follow()
      }
    }
  }

  return {
    shown,
    project: (batch) =>
      onShown((on) => projectBatch(flow, on, { entries: batch.entries, receivedAt: batch.receivedAt, mark: { from: batch.from, to: batch.to } })),
    start: async () => {
      generation = await openShown(redis, root)
      if (!generation || !isOurs(generation)) await foldAndShow(isOurs)
      await onShown(catchUpOnce)
      const stuck = await shown().store.stuck()
      if (stuck.length > 0) await onShown((on) => projectAgain(flow, on, stuck, true))
      await forgetAbandoned(redis, root)
    },
    rebuild: async () => {
      await foldAndShow(() => false)
      await onShown(catchUpOnce)
    },
    wake: async (now) => {
      for (;;) {
        const entities = await shown().store.dueToWake(now, WAKE_AT_ONCE)
        if (entities.length === 0) break
        await onShown((on) => projectAgain(flow, on, entities, false))
      }
      await housekeeping.tidy(shown(), now)
    },
    stop: forgetting.stop,
    lookAfter: async () => {
      await redis.set(root.projector, flow.clock.now(), 'EX', AT_WORK_S)
      const [head, mark] = await Promise.all([flow.ledger.head(), onShown((on) => on.store.mark())])
      if (mark !== seen.mark || mark >= head) seen = { mark, at: performance.now() }
      else if (performance.now() - seen.at > LOST_AFTER_MS) await onShown(catchUpOnce)
      if ((await redis.get(root.current)) !== shown().name) await follow()
    },
    through: async (seq) => {
      while ((await shown().store.mark()) < seq) await new Promise((resolve) => setTimeout(resolve, 2))
    },
  }
}
