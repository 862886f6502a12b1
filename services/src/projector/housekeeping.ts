import type { Redis } from 'ioredis'
import type { Instant } from '@weir/shared/contract/instant'
import { dayKey, hourKey } from '@weir/shared/domain/metric'
import { CLOSED_KEPT_MS, horizonOf } from '@weir/shared/domain/window'
import type { Generation } from './generation.ts'

/**
 * What time alone makes worthless: buckets that no window reaches any more, and closed cases that no bucket remembers. Both
 * can be forgotten at any moment after, by anybody, twice: an absent case is read from the ledger.
 */
export interface Housekeeping {
  tidy(generation: Generation, now: Instant): Promise<void>
}

const AT_ONCE = 1000

export function openHousekeeping(redis: Redis): Housekeeping {
  let tidied: { readonly name: string; readonly edge: Edge } | null = null
  return {
    tidy: async (generation, now) => {
      const { hour, day } = horizonOf(now, generation.rules.calendar.timeZone)
      if (tidied?.name === generation.name && tidied.edge.hour >= hour) return
      const { keys } = generation.store
      const known = await redis.get(keys.tidied)
      const from = known === null ? { hour, day } : (JSON.parse(known) as Edge) // a new generation has no bucket that is too old
      await forgetBuckets(redis, generation, from, { hour: hour - 1, day: day - 1 })
      await forgetClosed(redis, generation, now - CLOSED_KEPT_MS)
      await redis.set(keys.tidied, JSON.stringify({ hour, day }))
      tidied = { name: generation.name, edge: { hour, day } }
    },
  }
}

interface Edge {
  readonly hour: number
  readonly day: number
}

async function forgetBuckets(redis: Redis, { rules, store }: Generation, from: Edge, to: Edge): Promise<void> {
  const localities = rules.localities.map((_id, index) => index)
  const hours = range(from.hour - 2, to.hour).flatMap((hour) => localities.map((locality) => hourKey(locality, hour)))
  const days = range(from.day - 2, to.day).flatMap((day) => localities.map((locality) => dayKey(locality, day)))
  for (const names of chunks([...hours, ...days])) await redis.unlink(...names.map((name) => store.keys.prefix + name))
}

async function forgetClosed(redis: Redis, { store: { keys } }: Generation, before: Instant): Promise<void> {
  for (;;) {
    const entities = await redis.zrangebyscore(keys.closed, '-inf', before, 'LIMIT', 0, AT_ONCE)
    if (entities.length === 0) return
    await redis
      .multi()
      .unlink(...entities.map((entity) => keys.fact + entity))
      .zrem(keys.closed, ...entities)
      .exec()
  }
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)

function* chunks(names: readonly string[]): Iterable<readonly string[]> {
  for (let from = 0; from < names.length; from += AT_ONCE) yield names.slice(from, from + AT_ONCE)
}
