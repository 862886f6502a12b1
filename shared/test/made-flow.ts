import type { Event } from '../src/contract/event.ts'
import { HOUR, type Instant } from '../src/contract/instant.ts'
import type { Pack } from '../src/contract/pack.ts'
import { type LocalDay, startOfDay } from '../src/domain/local-time.ts'
import { negativeBinomial } from '../src/domain/negative-binomial.ts'
import { type Uniform, random } from '../src/domain/random.ts'
import { isWorkingDay } from '../src/domain/working-time.ts'

/**
 * Flows of known truth, as events: cases come to a queue in a place and leave it, in office hours of working days, as many a
 * day as chance has it (negative binomial); and at a known time something changes. What the detector says of them is measured
 * against that truth.
 */
export interface MadeFlow {
  readonly place: string
  /** what comes in a working day, and as much goes */
  readonly mean: number
  /** variance over mean of a day's count */
  readonly ratio: number
  readonly change?: Change | undefined
}

/**
 * - `stall`: none leaves. `surge`: twice as many come. `drop`: 45 in 100 of the usual number leave.
 * - `late`: every record is written down as many days late as `by` says; `late-out`: those of leaving only.
 */
export interface Change {
  readonly kind: 'stall' | 'surge' | 'drop' | 'late' | 'late-out'
  /** working days since the log began: from, up to and not including */
  readonly from: number
  readonly until: number
  /** days late; drawn for each record where it is a span */
  readonly by?: readonly [least: number, most: number]
}

export interface MadeLog {
  readonly flows: readonly MadeFlow[]
  readonly seed: number
  /** working days */
  readonly lasts: number
  /** how many working days' worth of cases wait when the log begins */
  readonly stock?: number
}

export const TIME_ZONE = 'Europe/London'
const FIRST_DAY: LocalDay = 20_094 // Monday 6 January 2025

export const madePack = (places: readonly string[]): Pack => ({
  id: 'made',
  name: { en: 'Made' },
  timeZone: TIME_ZONE,
  holidays: [],
  localities: places.map((id) => ({ id, name: { en: id }, kind: 'locality' as const, wards: [] })),
  pathways: [{ id: 'adult', service: 'adults', name: { en: 'Adults' }, stages: [{ id: 'queue', kind: 'queue', name: { en: 'Queue' }, pauseStopsClock: false }] }],
  codes: {},
  sources: [],
})

/** The local days on which the log's working days fall. */
export function workingDays(count: number): readonly LocalDay[] {
  const days: LocalDay[] = []
  for (let day = FIRST_DAY; days.length < count; day++) if (isWorkingDay(day, { timeZone: TIME_ZONE, holidays: [] })) days.push(day)
  return days
}

/** The events of all flows, in the order in which they were recorded. */
export function madeEvents({ flows, seed, lasts, stock = 20 }: MadeLog): readonly Event[] {
  const events = flows.flatMap((flow, index) => eventsOf(flow, random(seed * 1009 + index), workingDays(lasts), stock))
  return events.sort((a, b) => a.recordedAt - b.recordedAt || a.happenedAt - b.happenedAt || (a.id < b.id ? -1 : 1))
}

function eventsOf({ place, mean, ratio, change }: MadeFlow, uniform: Uniform, days: readonly LocalDay[], stock: number): readonly Event[] {
  const events: Event[] = []
  const waiting: string[] = []
  let cases = 0
  const say = (subject: string, comes: boolean, at: Instant, late: number): void => {
    const fact = { source: '/made', id: `${subject}/${comes ? 'in' : 'out'}`, subject, happenedAt: at, recordedAt: at + late * 24 * HOUR }
    events.push(
      comes
        ? { ...fact, kind: 'entered', data: { pathway: 'adult', stage: 'queue', locality: place } }
        : { ...fact, kind: 'left', data: { pathway: 'adult', outcome: 'progressed' } },
    )
  }
  const come = (at: Instant, late: number): void => {
    const subject = `${place}/${cases++}`
    waiting.push(subject)
    say(subject, true, at, late)
  }
  const first = startOfDay(days[0] ?? FIRST_DAY, TIME_ZONE)
  for (let one = Math.round(mean * stock); one > 0; one--) come(first + uniform() * HOUR, 0)
  days.forEach((day, index) => {
    const now = change && index >= change.from && index < change.until ? change : undefined
    const midnight = startOfDay(day, TIME_ZONE)
    const lateBy = (comes: boolean): number => {
      const [least, most] = now?.kind === 'late' || (now?.kind === 'late-out' && !comes) ? (now.by ?? [0, 0]) : [0, 0]
      return least + Math.floor(uniform() * (most - least + 1))
    }
    const draw = (times: number): number => (times === 0 ? 0 : negativeBinomial(mean * times, ratio * mean * times).draw(uniform))
    for (let left = draw(now?.kind === 'surge' ? 2 : 1); left > 0; left--) come(midnight + (8 + 4 * uniform()) * HOUR, lateBy(true))
    for (let left = draw(now?.kind === 'stall' ? 0 : now?.kind === 'drop' ? 0.45 : 1); left > 0 && waiting.length > 0; left--)
      say(waiting.shift() ?? '', false, midnight + (12 + 5 * uniform()) * HOUR, lateBy(false))
  })
  return events
}
