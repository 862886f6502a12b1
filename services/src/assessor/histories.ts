import type { Redis } from 'ioredis'
import type { Counted } from '@weir/shared/domain/blockage/flow'
import { dayKey } from '@weir/shared/domain/metric'
import { type PlaceDay, placeDay } from '@weir/shared/domain/judgement/history'
import type { LocalDay } from '@weir/shared/domain/local-time'
import { DAYS_KEPT } from '@weir/shared/domain/window'
import type { GenerationKeys } from '../edge/keys.ts'

/**
 * The days that are kept of every place, held here and read again only where a bucket has changed since: the projector leaves
 * word of each (`touched`). Whoever reads drains that word first, so nothing that changes meanwhile is missed.
 */
export interface Histories {
  /** reads what has changed; everything the first time */
  refresh(): Promise<void>
  /** the days up to and including `today`, oldest first */
  days(locality: number, today: LocalDay): readonly PlaceDay[]
  /** the same days of one stage; whoever holds them keeps what they were */
  flow(locality: number, stage: number, today: LocalDay): StageDays
}

export interface StageDays {
  readonly arrived: readonly Counted[]
  readonly departed: readonly Counted[]
}

/** A place's days as they were asked for last, and the stages' flows that were taken from them. */
interface Place {
  readonly until: LocalDay
  readonly days: readonly PlaceDay[]
  readonly flows: (StageDays | undefined)[]
}

const AT_ONCE = 500

export function openHistories(redis: Redis, keys: GenerationKeys, localities: number, stages: number, today: LocalDay): Histories {
  const known = new Map<number, PlaceDay>()
  const places = new Map<number, Place>()
  const empty = new Map<LocalDay, PlaceDay>()
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
        const read = placeDay(day, numbers((counts ?? {}) as Readonly<Record<string, string>>), stages)
        known.set(numberOf(locality, day), read)
        const place = places.get(locality)
        if (place) places.set(locality, placeWith(place, day, read))
      })
    }
  }

  const daysUntil = (locality: number, until: LocalDay): readonly PlaceDay[] =>
    Array.from({ length: DAYS_KEPT + 1 }, (_, index) => {
      const day = until - DAYS_KEPT + index
      let nothing = empty.get(day)
      if (!nothing) empty.set(day, (nothing = placeDay(day, {}, stages)))
      return known.get(numberOf(locality, day)) ?? nothing
    })

  const placeAt = (locality: number, until: LocalDay): Place => {
    let place = places.get(locality)
    if (place?.until !== until) places.set(locality, (place = { until, days: daysUntil(locality, until), flows: [] }))
    return place
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
    days: (locality, until) => placeAt(locality, until).days,
    flow: (locality, stage, until) => {
      const { days, flows } = placeAt(locality, until)
      return (flows[stage] ??= { arrived: days.flatMap((day) => day[stage]?.arrived ?? []), departed: days.flatMap((day) => day[stage]?.departed ?? []) })
    },
  }
}

/** Copied where something has changed: a judgement that is remembered may still hold what was. */
function placeWith(place: Place, day: LocalDay, read: PlaceDay): Place {
  const index = day - place.until + DAYS_KEPT
  const before = place.days[index]
  if (!before) return place
  const flows = place.flows.map((flow, stage) => {
    const [was, is] = [before[stage], read[stage]]
    if (!flow || !is || (was && isNothing(was) && isNothing(is))) return flow
    return { arrived: flow.arrived.with(index, is.arrived), departed: flow.departed.with(index, is.departed) }
  })
  return { until: place.until, days: place.days.with(index, read), flows }
}

const isNothing = ({ arrived, departed }: PlaceDay[number]): boolean => arrived.count + departed.count + arrived.late.size + departed.late.size === 0

const DAYS = 1_000_000
const numberOf = (locality: number, day: LocalDay): number => locality * DAYS + day

const everyDay = (localities: number, today: LocalDay): readonly string[] =>
  Array.from({ length: localities }, (_, locality) => Array.from({ length: DAYS_KEPT + 2 }, (_, back) => dayKey(locality, today + 1 - back))).flat()

const numbers = (counts: Readonly<Record<string, string>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)]))
