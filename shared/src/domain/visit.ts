import type { Instant } from '../contract/instant.ts'
import type { Ended } from '../contract/pack.ts'
import type { Event } from '../contract/event.ts'
import { compareEvents } from './facts.ts'
import { type Rules, limitDue } from './rules.ts'
import type { Attributes } from './visit/attributes.ts'
import type { Duty, Unauthorised } from './visit/duty.ts'
import type { Draft, Fold } from './visit/fold.ts'
import type { Oddity } from './visit/oddity.ts'
import { step } from './visit/step.ts'

/**
 * A visit is a case's stay in one stage of one locality. Events in order make visits: `entered` for another stage ends the
 * visit and begins one; for the same stage it continues it; a change of locality ends the stay here and begins one there
 * with the same `enteredAt` and due instant (a transfer); `left` ends it. Attributes that are absent never clear one.
 */
export interface Visit {
  readonly pathway: string
  readonly stage: string
  /** number of the locality in the rules */
  readonly locality: number
  /** when the stage was entered: ages count from here, also after a transfer */
  readonly enteredAt: Instant
  /** when this locality's stay in the stage began */
  readonly arrivedAt: Instant
  readonly departedAt: Instant | null
  /** when the arrival and the departure were written down: how late the record is */
  readonly arrivalRecordedAt: Instant
  readonly departureRecordedAt: Instant | null
  /** moved by the pauses that are over, where the stage's clock stops for them */
  readonly dueAt: Instant | null
  /** since when the clock of a limit stands still; the visit is then neither overdue nor any closer to it */
  readonly frozenAt: Instant | null
  readonly paused: boolean
  readonly pauseReason: string | null
  /** it began as a change of stage in this locality: nothing came into the pathway here, and nothing went out of it */
  readonly moved: boolean
  /** how it ended; `transferred` is the other locality's business; null while it lasts */
  readonly ended: Ended | 'transferred' | null
  readonly outcome: string | null
  readonly attributes: Attributes
}

export interface CaseProjection {
  readonly visits: readonly Visit[]
  readonly duties: readonly Duty[]
  readonly unauthorised: readonly Unauthorised[]
  readonly oddities: readonly Oddity[]
}

/** Visits, duties and oddities of one case, from the events that count, in the order of the contract. */
export function visitsOf(events: readonly Event[], rules: Rules): CaseProjection {
  const fold: Fold = { rules, visits: [], duties: new Map(), unauthorised: new Map(), oddities: [], open: null, carried: {}, locality: 0 }
  for (const event of withEarlyDepartures(events)) step(fold, event)
  return {
    visits: fold.visits.map((visit) => finished(visit, rules)),
    duties: [...fold.duties.values()],
    unauthorised: [...fold.unauthorised.values()],
    oddities: fold.oddities,
  }
}

/**
 * A `left` dated before the first `entered` takes that entry's instant and follows it: clocks of two systems differ by a
 * minute, and a case cannot leave before it came.
 */
function withEarlyDepartures(events: readonly Event[]): readonly Event[] {
  const first = events.findIndex((event) => event.kind === 'entered')
  const entry = events[first]
  if (!entry || !events.slice(0, first).some((event) => isEarly(event, entry))) return events
  const early = events.filter((event) => isEarly(event, entry))
  const moved = early.map((event) => ({ ...event, happenedAt: entry.happenedAt, recordedAt: Math.max(event.recordedAt, entry.recordedAt) }))
  return [...events.slice(0, first + 1).filter((event) => !isEarly(event, entry)), ...[...events.slice(first + 1), ...moved].sort(compareEvents)]
}

const isEarly = (event: Event, entry: Event) => event.kind === 'left' && event.happenedAt < entry.happenedAt

/** The due instant: the event's own, or the stage's limit moved by the pauses that stop its clock, or none. */
function finished({ explicitDueAt, pausedAt, pausedMs, rule, ...visit }: Draft, rules: Rules): Visit {
  const limit = rule?.stage.limit
  if (explicitDueAt !== null || !limit) return { ...visit, dueAt: explicitDueAt, paused: pausedAt !== null }
  const stops = rule.stage.pauseStopsClock
  const dueAt = limitDue(limit, visit.enteredAt, rules.calendar) + (stops ? pausedMs : 0)
  return { ...visit, dueAt, frozenAt: stops ? pausedAt : null, paused: pausedAt !== null }
}
