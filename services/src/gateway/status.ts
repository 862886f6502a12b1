import type { Redis } from 'ioredis'
import type { Status } from '@weir/shared/contract/status'
import type { Clock } from '../edge/clock.ts'
import type { Keys } from '../edge/keys.ts'

/** How the flow is doing, from the ledger's head and what Redis says of the projection; looked at every second or so. */
export interface StatusWatch {
  now(): Status
  look(): Promise<void>
}

const SLOW_AFTER_MS = 2000

interface Look {
  readonly at: number
  readonly head: number
  readonly mark: number
}

export function watchStatus(redis: Redis, root: Keys, generation: () => string, head: () => Promise<number>, clock: Clock): StatusWatch {
  let looks: readonly Look[] = []
  let status: Omit<Status, 'now' | 'mode' | 'replay'> = { behind: 0, stalledSince: null, rebuilding: null, stuck: 0 }
  return {
    now: () => ({ ...status, mode: clock.mode, now: clock.now(), replay: clock.replay }),
    look: async () => {
      const keys = root.generation(generation())
      const [ledgerHead, marked, stuck, folding] = await Promise.all([head(), redis.get(keys.mark), redis.hlen(keys.stuck), redis.get(root.folding)])
      const look = { at: performance.now(), head: ledgerHead, mark: Number(marked ?? 0) }
      looks = [...since(looks, look.at - SLOW_AFTER_MS), look]
      const { behind, stalled } = progressOf(looks)
      status = {
        behind,
        stalledSince: stalled ? (status.stalledSince ?? clock.now()) : null,
        rebuilding: folding === null ? null : (JSON.parse(folding) as Status['rebuilding']),
        stuck,
      }
    },
  }
}

/** The looks since an instant, and the last one before it. */
function since(looks: readonly Look[], from: number): readonly Look[] {
  const first = looks.findLastIndex(({ at }) => at <= from)
  return first === -1 ? looks : looks.slice(first)
}

/** A moment's lag is how the flow works, not news: behind is what was there a while ago and is still not projected. */
function progressOf(looks: readonly Look[]): { readonly behind: number; readonly stalled: boolean } {
  const [then] = looks
  const now = looks.at(-1)
  if (!then || !now || now.at - then.at < SLOW_AFTER_MS || then.head <= now.mark) return { behind: 0, stalled: false }
  return { behind: now.head - now.mark, stalled: then.mark === now.mark }
}
