import type { Instant } from '../contract/instant.ts'
import type { Ended } from '../contract/pack.ts'
import type { Event, EventOf } from '../contract/event.ts'
import { compareEvents } from './facts.ts'
import { type Rules, type StageRule, limitDue } from './rules.ts'

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

/** What is known of a case in a stage. The first five follow the case; the rest belongs to the stage. */
export interface Attributes {
  readonly priority?: string
  readonly need?: string
  readonly language?: string
  readonly household?: string
  readonly dimensions?: Readonly<Record<string, string>>
  readonly homeWard?: string
  readonly serviceWard?: string
  readonly team?: string
  readonly provider?: string
  readonly reason?: string
  readonly quantity?: number
  readonly unit?: string
}

export interface Duty {
  readonly duty: string
  readonly dueAt: Instant
  readonly locality: number
}

/** Work that was done and waits for somebody's authorisation before it counts. */
export interface Unauthorised {
  readonly duty: string
  readonly doneAt: Instant
  readonly locality: number
}

export const ODDITIES = [
  'left-without-visit',
  'pause-without-visit',
  'resume-without-pause',
  'left-another-stage',
  'unknown-stage',
  'unknown-locality',
  'done-without-duty',
] as const
export type OddityKind = (typeof ODDITIES)[number]
export interface Oddity {
  readonly kind: OddityKind
  readonly source: string
  readonly id: string
}

export interface CaseProjection {
  readonly visits: readonly Visit[]
  readonly duties: readonly Duty[]
  readonly unauthorised: readonly Unauthorised[]
  readonly oddities: readonly Oddity[]
}

type Draft = { -readonly [K in keyof Visit]: Visit[K] } & {
  explicitDueAt: Instant | null
  pausedAt: Instant | null
  pausedMs: number
  rule: StageRule | undefined
}

interface Fold {
  readonly rules: Rules
  readonly visits: Draft[]
  readonly duties: Map<string, Duty>
  readonly unauthorised: Map<string, Unauthorised>
  readonly oddities: Oddity[]
  open: Draft | null
  carried: Attributes
  locality: number
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

function step(fold: Fold, event: Event): void {
  switch (event.kind) {
    case 'entered':
      return entered(fold, event)
    case 'described':
      return described(fold, event)
    case 'paused':
      return paused(fold, event)
    case 'resumed':
      return resumed(fold, event)
    case 'left':
      return left(fold, event)
    case 'duty-set':
      return dutySet(fold, event)
    case 'duty-done':
      return dutyDone(fold, event)
    case 'merged':
    case 'withdrawn':
    case 'capacity':
    case 'observed':
    case 'counted':
    case 'declared':
    case 'heartbeat':
      throw new Error(`not an event of a case: ${event.kind}`)
    default:
      return event satisfies never
  }
}

function entered(fold: Fold, event: EventOf<'entered'>): void {
  const { data, happenedAt } = event
  const locality = localityFor(fold, event)
  const continues = fold.open?.stage === data.stage && fold.open.pathway === data.pathway
  if (continues) return update(fold, event, locality)
  const before = fold.open
  if (before) end(fold, event, 'progressed', data.outcome ?? null)
  const rule = fold.rules.stage(data.pathway, data.stage)
  if (!rule) odd(fold, event, 'unknown-stage')
  fold.locality = locality
  fold.carried = carriedFrom(fold.carried, data)
  begin(fold, {
    pathway: data.pathway,
    stage: data.stage,
    rule,
    locality,
    enteredAt: happenedAt,
    arrivedAt: happenedAt,
    departedAt: null,
    arrivalRecordedAt: event.recordedAt,
    departureRecordedAt: null,
    explicitDueAt: data.dueAt ?? null,
    dueAt: null,
    frozenAt: null,
    paused: false,
    pauseReason: null,
    pausedAt: null,
    pausedMs: 0,
    moved: rule !== undefined && before?.rule !== undefined && before.locality === locality,
    ended: null,
    outcome: null,
    attributes: { ...fold.carried, ...ofStage(data) },
  })
}

function described(fold: Fold, event: EventOf<'described'>): void {
  update(fold, event, localityFor(fold, event))
}

/** New attributes for a visit that goes on, and for the case; where the locality differs, a transfer. */
function update(fold: Fold, event: EventOf<'entered' | 'described'>, locality: number): void {
  const { data, happenedAt, recordedAt } = event
  fold.carried = carriedFrom(fold.carried, data)
  const moved = locality !== fold.locality
  fold.locality = locality
  const { open } = fold
  if (!open) return
  if (moved) {
    end(fold, event, 'transferred', null)
    begin(fold, {
      ...open,
      locality,
      arrivedAt: happenedAt,
      arrivalRecordedAt: recordedAt,
      departedAt: null,
      departureRecordedAt: null,
      frozenAt: null,
      moved: false,
      ended: null,
      outcome: null,
    })
  }
  const visit = fold.open ?? open
  if (data.dueAt !== undefined) visit.explicitDueAt = data.dueAt
  visit.attributes = { ...visit.attributes, ...fold.carried, ...ofStage(data) }
}

function paused(fold: Fold, event: EventOf<'paused'>): void {
  const { open } = fold
  if (!open) return odd(fold, event, 'pause-without-visit')
  open.pausedAt ??= event.happenedAt
  open.pauseReason = event.data.reason ?? open.pauseReason
}

function resumed(fold: Fold, event: EventOf<'resumed'>): void {
  if (fold.open?.pausedAt == null) return odd(fold, event, 'resume-without-pause')
  endPause(fold.open, event.happenedAt)
}

function left(fold: Fold, event: EventOf<'left'>): void {
  const { stage, outcome } = event.data
  if (!fold.open) return odd(fold, event, 'left-without-visit')
  if (stage !== undefined && stage !== fold.open.stage) odd(fold, event, 'left-another-stage')
  end(fold, event, fold.rules.endedBy(outcome), outcome)
}

function dutySet(fold: Fold, event: EventOf<'duty-set'>): void {
  const { duty, dueAt } = event.data
  fold.duties.set(duty, { duty, dueAt, locality: localityFor(fold, event) })
  fold.unauthorised.delete(duty)
}

/** Done without an authorisation, it waits for one: the same duty done again with one, or set anew. */
function dutyDone(fold: Fold, event: EventOf<'duty-done'>): void {
  const { duty, authorisedAt } = event.data
  const known = fold.duties.get(duty) ?? fold.unauthorised.get(duty)
  if (!known) return odd(fold, event, 'done-without-duty')
  fold.duties.delete(duty)
  if (authorisedAt !== undefined || !fold.rules.authorised(duty)) fold.unauthorised.delete(duty)
  else if (!fold.unauthorised.has(duty)) fold.unauthorised.set(duty, { duty, doneAt: event.happenedAt, locality: known.locality })
}

function begin(fold: Fold, visit: Draft): void {
  fold.open = visit
  fold.visits.push(visit)
}

function end(fold: Fold, { happenedAt: at, recordedAt }: Event, how: Ended | 'transferred', outcome: string | null): void {
  const visit = fold.open
  if (!visit) return
  // A transferred pause goes on elsewhere: the copy that begins there keeps it, and this one stands still where it stood.
  const closing = how === 'transferred' ? { ...visit } : visit
  if (closing !== visit) fold.visits[fold.visits.length - 1] = closing
  if (closing.pausedAt !== null) endPause(closing, at)
  closing.departedAt = at
  closing.departureRecordedAt = recordedAt
  closing.ended = how
  closing.outcome = outcome
  fold.open = null
}

function endPause(visit: Draft, at: Instant): void {
  if (visit.pausedAt === null) return
  visit.pausedMs += at - visit.pausedAt
  visit.pausedAt = null
  visit.pauseReason = null
}

/** `locality`, else the home ward's, else the case's last, else unplaced; an id that the pack does not know is unplaced. */
function localityFor(fold: Fold, event: EventOf<'entered' | 'described' | 'duty-set'>): number {
  const { locality, homeWard } = event.data
  if (locality !== undefined) {
    const index = fold.rules.localityIndex(locality)
    if (index === undefined) odd(fold, event, 'unknown-locality')
    return index ?? 0
  }
  return (homeWard === undefined ? undefined : fold.rules.localityOfWard(homeWard)) ?? fold.locality
}

type Described = EventOf<'entered' | 'described'>['data']

function carriedFrom(known: Attributes, { priority, need, language, household, dimensions, homeWard }: Described): Attributes {
  if (priority === undefined && need === undefined && language === undefined && household === undefined && dimensions === undefined && homeWard === undefined)
    return known
  return {
    ...known,
    ...(priority === undefined ? {} : { priority }),
    ...(need === undefined ? {} : { need }),
    ...(language === undefined ? {} : { language }),
    ...(household === undefined ? {} : { household }),
    ...(homeWard === undefined ? {} : { homeWard }),
    ...(dimensions === undefined ? {} : { dimensions: { ...known.dimensions, ...dimensions } }),
  }
}

function ofStage({ team, provider, reason, quantity, unit, serviceWard }: Described): Attributes {
  return {
    ...(team === undefined ? {} : { team }),
    ...(provider === undefined ? {} : { provider }),
    ...(reason === undefined ? {} : { reason }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(unit === undefined ? {} : { unit }),
    ...(serviceWard === undefined ? {} : { serviceWard }),
  }
}

/** The due instant: the event's own, or the stage's limit moved by the pauses that stop its clock, or none. */
function finished({ explicitDueAt, pausedAt, pausedMs, rule, ...visit }: Draft, rules: Rules): Visit {
  const limit = rule?.stage.limit
  if (explicitDueAt !== null || !limit) return { ...visit, dueAt: explicitDueAt, paused: pausedAt !== null }
  const stops = rule.stage.pauseStopsClock
  const dueAt = limitDue(limit, visit.enteredAt, rules.calendar) + (stops ? pausedMs : 0)
  return { ...visit, dueAt, frozenAt: stops ? pausedAt : null, paused: pausedAt !== null }
}

function odd(fold: Fold, { source, id }: Event, kind: OddityKind): void {
  fold.oddities.push({ kind, source, id })
}
