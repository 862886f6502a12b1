import type { Instant } from '../../contract/instant.ts'
import { LATEST } from '../blockage/lateness.ts'
import { type LocalDay, localDay } from '../local-time.ts'
import { MILLIONTHS, dueKey, field, frozenKey, priorityKey, quantityKey, waitingKey, whyKey } from '../metric.ts'
import { interimField } from '../pressure/interim.ts'
import type { Rules } from '../rules.ts'
import type { Visit } from '../visit.ts'
import type { Horizon } from '../window.ts'
import type { Calendar } from '../working-time.ts'
import { type Adding, add, inDay, inHour } from './adding.ts'

/** A visit is an arrival, and waits or has departed; who waits is told of in all that a board asks of those who wait. */
export function addVisit(adding: Adding, visit: Visit, rules: Rules, horizon: Horizon): void {
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
