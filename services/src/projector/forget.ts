import type { Redis } from 'ioredis'
import { DAY } from '@weir/shared/contract/instant'
import type { Keys } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import { reasonOf } from '../edge/trouble.ts'

/** Deletes a generation that is not shown. */
export async function forget(redis: Redis, root: Keys, name: string): Promise<void> {
  const stream = redis.scanStream({ match: `${root.generation(name).prefix.replace(/[[\]{}*?\\]/g, '\\$&')}*`, count: 1000 })
  for await (const keys of stream as AsyncIterable<string[]>) if (keys.length > 0) await redis.unlink(...keys)
  await redis.zrem(root.generations, name)
}

const ABANDONED_AFTER_MS = DAY

/** Generations that somebody began to fold and never showed. */
export async function forgetAbandoned(redis: Redis, root: Keys): Promise<void> {
  const shown = await redis.get(root.current)
  for (const name of await redis.zrangebyscore(root.generations, '-inf', Date.now() - ABANDONED_AFTER_MS)) if (name !== shown) await forget(redis, root, name)
}

/** Deletes old generations once no reader can be in the middle of one; at the latest when it stops. */
export interface Forgetting {
  later(name: string): void
  stop(): Promise<void>
}

const FORGET_AFTER_MS = 5000

export function openForgetting(redis: Redis, root: Keys, log: Log): Forgetting {
  const waiting = new Set<() => Promise<void>>()
  return {
    later: (name) => {
      const act = (): Promise<void> => {
        clearTimeout(timer)
        waiting.delete(act)
        return forget(redis, root, name).catch((error: unknown) => log.debug({ reason: reasonOf(error) }, 'an old generation stays for now'))
      }
      const timer = setTimeout(() => void act(), FORGET_AFTER_MS)
      waiting.add(act)
    },
    stop: async () => {
      for (const act of waiting) await act()
    },
  }
}
