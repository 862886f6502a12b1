import type { Redis } from 'ioredis'
import { dayKey } from '@weir/shared/domain/metric'
import { placeDay } from '@weir/shared/domain/judgement/history'
import type { LocalDay } from '@weir/shared/domain/local-time'
import { DAYS_KEPT } from '@weir/shared/domain/window'
import type { GenerationKeys } from '../edge/keys.ts'
import { type PlaceDays, placeDays } from './place-days.ts'

/**
 * The days that are kept of every place, held here and read again only where a bucket has changed since: the projector leaves
 * word of each (`touched`). Whoever reads drains that word first, so nothing that changes meanwhile is missed.
 */
export interface Histories extends Pick<PlaceDays, 'days' | 'flow'> {
  /** reads what has changed; everything the first time */
  refresh(): Promise<void>
}

const AT_ONCE = 500

export function openHistories(redis: Redis, keys: GenerationKeys, localities: number, stages: number, today: LocalDay): Histories {
  const known = placeDays(stages)
  let first = true

  const read = async (names: readonly string[]): Promise<void> => {
    for (let from = 0; from < names.length; from += AT_ONCE) {
      const part = names.slice(from, from + AT_ONCE)
      const pipeline = redis.pipeline()
      for (const name of part) pipeline.hgetall(keys.prefix + name)
      const answers = (await pipeline.exec()) ?? []
      part.forEach((name, index) => {
        const [error, counts] = answers[index] ?? []
        if (error) throw error
        const [, locality, day] = name.split(':').map(Number)
        if (locality === undefined || day === undefined) return
        known.put(locality, day, placeDay(day, numbers((counts ?? {}) as Readonly<Record<string, string>>), stages))
      })
    }
  }

  return {
    refresh: async () => {
      const [[, touched] = []] = (await redis.multi().smembers(keys.touched).del(keys.touched).exec()) ?? []
      const names = first ? everyDay(localities, today) : ((touched ?? []) as readonly string[])
      await read(names).catch((error: unknown) => {
        first = true // whatever was to be read is read with everything else
        throw error
      })
      first = false
    },
    days: known.days,
    flow: known.flow,
  }
}

const everyDay = (localities: number, today: LocalDay): readonly string[] =>
  Array.from({ length: localities }, (_, locality) => Array.from({ length: DAYS_KEPT + 2 }, (_, back) => dayKey(locality, today + 1 - back))).flat()

const numbers = (counts: Readonly<Record<string, string>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)]))
