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

export function watchStatus(redis: Redis, root: Keys, generation: () => string, head: () => Promise<number>, clock: Clock): StatusWatch {
  let seen = { mark: -1, progressedAt: 0, behindSince: Infinity }
  let status: Omit<Status, 'now' | 'mode' | 'replay'> = { behind: 0, stalledSince: null, rebuilding: null, stuck: 0 }
  return {
    now: () => ({ ...status, mode: clock.replay ? 'replay' : 'live', now: clock.now(), replay: clock.replay }),
    look: async () => {
      const keys = root.generation(generation())
      const [ledgerHead, marked, stuck, folding] = await Promise.all([head(), redis.get(keys.mark), redis.hlen(keys.stuck), redis.get(root.folding)])
      const mark = Number(marked ?? 0)
      const at = performance.now()
      const behind = Math.max(0, ledgerHead - mark)
      seen = {
        mark,
        progressedAt: mark !== seen.mark || behind === 0 ? at : seen.progressedAt,
        behindSince: behind === 0 ? Infinity : Math.min(seen.behindSince, at),
      }
      const stalled = behind > 0 && at - seen.progressedAt > SLOW_AFTER_MS
      status = {
        behind: at - seen.behindSince > SLOW_AFTER_MS ? behind : 0, // a moment's lag is how the flow works, not news
        stalledSince: stalled ? (status.stalledSince ?? clock.now()) : null,
        rebuilding: folding === null ? null : (JSON.parse(folding) as Status['rebuilding']),
        stuck,
      }
    },
  }
}
