import type { Event } from '../contract/event.ts'
import type { Instant } from '../contract/instant.ts'
import { type Fact, eventsAt } from './facts.ts'
import { type LocalDay, localDay } from './local-time.ts'
import {
  MILLIONTHS,
  ODDITIES_KEY,
  TAB,
  capacityKey,
  dayKey,
  declaredKey,
  dueKey,
  dutiesKey,
  dutyKey,
  field,
  frozenKey,
  hourKey,
  hourOf,
  observedKey,
  priorityKey,
  quantityKey,
  saysKey,
  unauthorisedCountsKey,
  unauthorisedKey,
  waitingKey,
  whyKey,
} from './metric.ts'
import { LATEST } from './blockage/lateness.ts'
import { interimField } from './pressure/interim.ts'
import type { Rules } from './rules.ts'
import { type CaseProjection, type Visit, visitsOf } from './visit.ts'
import type { Oddity } from './visit/oddity.ts'
import type { Horizon } from './window.ts'
import type { Calendar } from './working-time.ts'

/**
 * What one entity adds to the rolling metrics. Contributions are a value: those of the new facts, less those that are stored
 * as applied, is the change to be made. Nothing here depends on what was there before.
 */
export interface Contributions {
  readonly counts: Readonly<Record<string, number>>
  readonly marks: Readonly<Record<string, number>>
  readonly values: Readonly<Record<string, string>>
}

export const NOTHING: Contributions = { counts: {}, marks: {}, values: {} }

interface Adding {
  readonly counts: Record<string, number>
  readonly marks: Record<string, number>
  readonly values: Record<string, string>
}

const adding = (): Adding => ({ counts: {}, marks: {}, values: {} })

/** A case's contributions and the projection that they come from. */
export function contributeCase(
  facts: readonly Fact[],
  rules: Rules,
  horizon: Horizon,
  now: Instant,
): { projection: CaseProjection; contributions: Contributions } {
  const projection = visitsOf(eventsAt(facts, now), rules)
  const contributions = adding()
  for (const visit of projection.visits) addVisit(contributions, visit, rules, horizon)
  for (const { duty, locality, dueAt } of projection.duties) {
    contributions.marks[dutyKey(locality, duty)] = dueAt
    add(contributions, field(dutiesKey(locality), duty), 1)
  }
  for (const { duty, locality, doneAt } of projection.unauthorised) {
    contributions.marks[unauthorisedKey(locality, duty)] = doneAt
    add(contributions, field(unauthorisedCountsKey(locality), duty), 1)
  }
  for (const oddity of projection.oddities) addOddity(contributions, oddity)
  return { projection, contributions }
}

/**
 * What a source states of capacity, of its own count or of a measure: the latest statement stands. A value's name says all
 * that the statement is about, the place in the source's own word too: two places that the pack does not know are both
 * `unplaced`, and neither may write over the other. A count of no place at all is `unplaced` like everything without one.
 */
export function contributeStatement(facts: readonly Fact[], rules: Rules, now: Instant): Contributions {
  const event = eventsAt(facts, now).at(-1)
  if (!event) return NOTHING
  const contributions = adding()
  addStatement(contributions, event, rules)
  return contributions
}

function addVisit(adding: Adding, visit: Visit, rules: Rules, horizon: Horizon): void {
  const rule = rules.stage(visit.pathway, visit.stage)
  if (!rule) return
  addArrival(adding, visit, rule.index, rules, horizon)
  if (visit.departedAt === null) addWaiting(adding, visit, rule.index, rules)
  else addDeparture(adding, visit, visit.departedAt, rule.index, rules, horizon)
}

function addArrival(adding: Adding, { locality, arrivedAt, arrivalRecordedAt, moved }: Visit, stage: number, { calendar }: Rules, horizon: Horizon): void {
  const day = localDay(arrivedAt, calendar.timeZone)
  for (const name of moved ? ['arrived', 'moved'] : ['arrived']) {
    inHour(adding, locality, arrivedAt, horizon, `${stage}.${name}`)
    inDay(adding, locality, day, horizon, `${stage}.${name}`)
  }
  addLate(adding, locality, day, arrivalRecordedAt, horizon, `${stage}.arrived`, calendar)
}

function addDeparture(
  adding: Adding,
  { locality, ended, departureRecordedAt }: Visit,
  at: Instant,
  stage: number,
  { calendar }: Rules,
  horizon: Horizon,
): void {
  const day = localDay(at, calendar.timeZone)
  inHour(adding, locality, at, horizon, `${stage}.departed`)
  inDay(adding, locality, day, horizon, `${stage}.departed`)
  if (ended !== null && ended !== 'transferred') inDay(adding, locality, day, horizon, `${stage}.${ended}`)
  addLate(adding, locality, day, departureRecordedAt ?? at, horizon, `${stage}.departed`, calendar)
}

/** What was written down on another day than it happened: by how many days, at most as many as anybody waits for a record. */
function addLate(adding: Adding, locality: number, day: LocalDay, recordedAt: Instant, horizon: Horizon, name: string, { timeZone }: Calendar): void {
  const late = Math.min(localDay(recordedAt, timeZone) - day, LATEST)
  if (late > 0) inDay(adding, locality, day, horizon, `${name}:${late}`)
}

function addWaiting(adding: Adding, visit: Visit, stage: number, rules: Rules): void {
  const { locality, enteredAt, dueAt, frozenAt, paused, pauseReason, attributes } = visit
  const { priority, quantity, unit, reason, team } = attributes
  adding.marks[waitingKey(locality, stage)] = enteredAt
  if (dueAt !== null) {
    if (frozenAt === null) adding.marks[dueKey(locality, stage)] = dueAt
    else adding.marks[frozenKey(locality, stage)] = dueAt - frozenAt
  }
  if (priority !== undefined) add(adding, field(priorityKey(locality), `${stage}:${priority}`), 1)
  if (quantity !== undefined && unit !== undefined) add(adding, field(quantityKey(locality), `${stage}:${unit}`), Math.round(quantity * MILLIONTHS))
  if (reason !== undefined) add(adding, field(whyKey(locality), `${stage}:reason:${reason}`), 1)
  if (team !== undefined) add(adding, field(whyKey(locality), `${stage}:team:${team}`), 1)
  if (paused) add(adding, field(whyKey(locality), `${stage}:paused:${pauseReason ?? ''}`), 1)
  const care = rules.careOf(visit)
  if (care !== null) add(adding, field(whyKey(locality), interimField(stage, care, priority)), 1)
}

/** What falls into a bucket that is no longer kept is not added at all; see `difference` for the other side. */
function inHour(adding: Adding, locality: number, at: Instant, horizon: Horizon, name: string): void {
  const hour = hourOf(at)
  if (hour >= horizon.hour) add(adding, field(hourKey(locality, hour), name), 1)
}

function inDay(adding: Adding, locality: number, day: LocalDay, horizon: Horizon, name: string): void {
  if (day >= horizon.day) add(adding, field(dayKey(locality, day), name), 1)
}

function addStatement(adding: Adding, event: Event, rules: Rules): void {
  if (event.kind === 'capacity') {
    const { locality, service, unit, available, needed = null, validUntil = null } = event.data
    const index = localityOrUnplaced(adding, event, rules, locality)
    adding.values[field(capacityKey(index), [event.source, service, unit, locality].join(TAB))] = JSON.stringify({
      source: event.source,
      service,
      unit,
      available,
      needed,
      reportedAt: event.happenedAt,
      validUntil,
    })
  } else if (event.kind === 'counted') {
    const { pathway, stage, locality, team = null, open } = event.data
    const index = locality === undefined ? 0 : localityOrUnplaced(adding, event, rules, locality)
    const rule = rules.stage(pathway, stage)
    if (!rule) return addOddity(adding, { kind: 'unknown-stage', source: event.source, id: event.id })
    adding.values[field(saysKey(index), [rule.index, event.source, team ?? '', locality ?? ''].join(TAB))] = JSON.stringify({
      source: event.source,
      team,
      open,
      countedAt: event.happenedAt,
    })
  } else if (event.kind === 'declared') {
    const { locality, service, level, reason = '', until = null } = event.data
    const index = localityOrUnplaced(adding, event, rules, locality)
    if (level === undefined) return
    adding.values[field(declaredKey(index), [event.source, service, locality].join(TAB))] = JSON.stringify({
      service,
      level,
      reason,
      at: event.happenedAt,
      until,
    })
  } else if (event.kind === 'observed') {
    adding.values[field(observedKey(event.data.measure), [event.source, event.data.locality ?? '', event.data.period].join(TAB))] = JSON.stringify(event.data)
  }
}

function localityOrUnplaced(adding: Adding, { source, id }: Event, rules: Rules, locality: string): number {
  const index = rules.localityIndex(locality)
  if (index === undefined) addOddity(adding, { kind: 'unknown-locality', source, id })
  return index ?? 0
}

const addOddity = (adding: Adding, { kind, source }: Oddity): void => add(adding, field(ODDITIES_KEY, `${source}${TAB}${kind}`), 1)

function add({ counts }: Adding, metric: string, amount: number): void {
  counts[metric] = (counts[metric] ?? 0) + amount
}
