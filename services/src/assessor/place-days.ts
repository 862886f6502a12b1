import type { Counted } from '@weir/shared/domain/blockage/flow'
import { type PlaceDay, placeDay } from '@weir/shared/domain/judgement/history'
import type { LocalDay } from '@weir/shared/domain/local-time'
import { DAYS_KEPT } from '@weir/shared/domain/window'

/**
 * The days of every place as they are known, and the flows of their stages, put together once and changed day by day: most of
 * them are asked for again with the next judgement. Pure but for what it remembers.
 */
export interface PlaceDays {
  put(locality: number, day: LocalDay, known: PlaceDay): void
  /** the days up to and including `until`, oldest first */
  days(locality: number, until: LocalDay): readonly PlaceDay[]
  /** the same days of one stage; whoever holds them keeps what they were */
  flow(locality: number, stage: number, until: LocalDay): StageDays
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

export function placeDays(stages: number): PlaceDays {
  const known = new Map<number, PlaceDay>()
  const places = new Map<number, Place>()
  const empty = new Map<LocalDay, PlaceDay>()

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
    put: (locality, day, read) => {
      known.set(numberOf(locality, day), read)
      const place = places.get(locality)
      if (place) places.set(locality, placeWith(place, day, read))
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
