import type { Redis } from 'ioredis'
import type { Instant } from '@weir/shared/contract/instant'
import { type LocalDay, localDay, startOfDay } from '@weir/shared/domain/local-time'
import type { Rules } from '@weir/shared/domain/rules'
import { FURTHEST } from '@weir/shared/domain/warning/horizon'
import type { GenerationKeys } from '../edge/keys.ts'
import { loadScript } from '../edge/redis.ts'

/** By locality and stage: how many of those who wait are due on which local day, as far ahead as warnings look. */
export type DueAhead = readonly (readonly ReadonlyMap<LocalDay, number>[])[]

const script = loadScript(new URL('due-ahead.lua', import.meta.url), 'weirDueAhead')

export async function readDueAhead(redis: Redis, keys: GenerationKeys, { calendar, localities, stages }: Rules, now: Instant): Promise<DueAhead> {
  const today = localDay(now, calendar.timeZone)
  const parted = [now, ...Array.from({ length: FURTHEST + 1 }, (_, index) => startOfDay(today + 1 + index, calendar.timeZone))]
  return Promise.all(
    localities.map(async (_id, locality) => {
      const counts = (await script.run(redis, [], [keys.prefix, locality, stages.length, ...parted])) as readonly (readonly number[])[]
      return counts.map((days) => new Map(days.map((count, index) => [today + index, count])))
    }),
  )
}
