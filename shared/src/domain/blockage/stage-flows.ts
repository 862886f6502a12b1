import type { LocalDay } from '../local-time.ts'
import type { Calendar } from '../working-time.ts'
import type { Counted, Flow } from './flow.ts'
import { LATEST, type Lateness, latenessOf } from './lateness.ts'
import { type Rhythm, rhythmOf } from './rhythm.ts'
import type { Series } from './stall.ts'
import { pooledDispersion, usualOf } from './usual.ts'

/**
 * One stage in all its places at once: rhythm, lateness and dispersion are learnt from all of them together, because most
 * places see too few cases to teach them; what is usual for a place is its own.
 */
export interface Judged {
  readonly arrived: Series
  readonly departed: Series
}

/** Days of a place that were out of the ordinary, and teach nothing of what is usual: from, up to and including. */
export interface Flagged {
  readonly arrived: readonly Span[]
  readonly departed: readonly Span[]
}
export interface Span {
  readonly from: LocalDay
  readonly to: LocalDay
}
export const NOTHING_FLAGGED: Flagged = { arrived: [], departed: [] }

/** The last days are what is judged, and teach nothing yet. */
const JUDGED_DAYS = 8

export function judgedStage(flows: readonly Flow[], flagged: readonly Flagged[], calendar: Calendar): readonly Judged[] {
  const began = firstDay(flows)
  const arrived = seriesOf(flows.map((flow) => flow.arrived), flagged.map((place) => place.arrived), calendar, began) // prettier-ignore
  const departed = seriesOf(flows.map((flow) => flow.departed), flagged.map((place) => place.departed), calendar, began) // prettier-ignore
  return flows.flatMap((_flow, place) => {
    const [one, other] = [arrived[place], departed[place]]
    return one && other ? [{ arrived: one, departed: other }] : []
  })
}

/** Before anything came anywhere, the stage was not observed. */
function firstDay(flows: readonly Flow[]): LocalDay {
  let first = Infinity
  for (const { arrived, departed } of flows)
    for (const days of [arrived, departed]) first = Math.min(first, days.find(({ count }) => count > 0)?.day ?? Infinity)
  return first
}

function seriesOf(counted: readonly (readonly Counted[])[], flagged: readonly (readonly Span[])[], calendar: Calendar, began: LocalDay): readonly Series[] {
  const ordinary = counted.map((days, place) => ordinaryOf(days, flagged[place] ?? [], began))
  const rhythm: Rhythm = rhythmOf(ordinary.flat(), calendar)
  const lateness: Lateness = latenessOf(ordinary.flatMap((days, place) => settled(days, counted[place] ?? [])))
  const pooled = pooledDispersion(ordinary.map((days) => usualOf(days, rhythm)))
  return counted.flatMap((days, place) => {
    const today = days.at(-1)
    const over = days.slice(0, -1).filter(({ day }) => day >= began)
    return today ? [{ days: over, today, usual: usualOf(ordinary[place] ?? [], rhythm, pooled), rhythm, lateness }] : []
  })
}

function ordinaryOf(days: readonly Counted[], flagged: readonly Span[], began: LocalDay): readonly Counted[] {
  const last = (days.at(-1)?.day ?? 0) - JUDGED_DAYS
  return days.filter(({ day }) => day >= began && day < last && !flagged.some(({ from, to }) => day >= from && day <= to))
}

function settled(ordinary: readonly Counted[], all: readonly Counted[]): readonly Counted[] {
  const last = (all.at(-1)?.day ?? 0) - LATEST
  return ordinary.filter(({ day }) => day < last)
}
