import type { Event } from '../contract/event.ts'
import type { Instant } from '../contract/instant.ts'
import { type Fact, eventsAt } from './facts.ts'
import { localDay } from './local-time.ts'
import {
  MILLIONTHS, ODDITIES_KEY, TAB, capacityKey, dayKey, dueKey, dutiesKey, dutyKey, field, frozenKey, hourKey, hourOf, observedKey,
  priorityKey, quantityKey, saysKey, waitingKey,
} from './metric.ts'
import type { Rules } from './rules.ts'
import { type CaseProjection, type Oddity, type Visit, visitsOf } from './visit.ts'
import { type Horizon, isKept } from './window.ts'

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

/** A case's contributions and the projection that they come from. */
export function contributeCase(facts: readonly Fact[], rules: Rules, horizon: Horizon, now: Instant): { projection: CaseProjection; contributions: Contributions } {
  const projection = visitsOf(eventsAt(facts, now), rules)
  const adding: Adding = { counts: {}, marks: {}, values: {} }
  for (const visit of projection.visits) addVisit(adding, visit, rules)
  for (const { duty, locality, dueAt } of projection.duties) {
    adding.marks[dutyKey(locality, duty)] = dueAt
    add(adding, field(dutiesKey(locality), duty), 1)
  }
  for (const oddity of projection.oddities) addOddity(adding, oddity)
  return { projection, contributions: { ...adding, counts: keptOnly(adding.counts, horizon) } }
}

/** What a source states of capacity, of its own count or of a measure: the latest statement stands. */
export function contributeStatement(facts: readonly Fact[], rules: Rules, now: Instant): Contributions {
  const event = eventsAt(facts, now).at(-1)
  if (!event) return NOTHING
  const adding: Adding = { counts: {}, marks: {}, values: {} }
  addStatement(adding, event, rules)
  return adding
}

function addVisit(adding: Adding, visit: Visit, rules: Rules): void {
  const rule = rules.stage(visit.pathway, visit.stage)
  if (!rule) return
  const { locality } = visit
  const stage = rule.index
  bucket(adding, locality, visit.arrivedAt, rules, `${stage}.arrived`)
  if (visit.departedAt !== null) {
    bucket(adding, locality, visit.departedAt, rules, `${stage}.departed`)
    if (visit.ended !== null && visit.ended !== 'transferred') {
      add(adding, field(dayKey(locality, localDay(visit.departedAt, rules.calendar.timeZone)), `${stage}.${visit.ended}`), 1)
    }
    return
  }
  adding.marks[waitingKey(locality, stage)] = visit.enteredAt
  if (visit.dueAt !== null) {
    if (visit.frozenAt === null) adding.marks[dueKey(locality, stage)] = visit.dueAt
    else adding.marks[frozenKey(locality, stage)] = visit.dueAt - visit.frozenAt
  }
  const { priority, quantity, unit } = visit.attributes
  if (priority !== undefined) add(adding, field(priorityKey(locality), `${stage}:${priority}`), 1)
  if (quantity !== undefined && unit !== undefined) add(adding, field(quantityKey(locality), `${stage}:${unit}`), Math.round(quantity * MILLIONTHS))
}

function bucket(adding: Adding, locality: number, at: Instant, rules: Rules, name: string): void {
  add(adding, field(hourKey(locality, hourOf(at)), name), 1)
  add(adding, field(dayKey(locality, localDay(at, rules.calendar.timeZone)), name), 1)
}

function addStatement(adding: Adding, event: Event, rules: Rules): void {
  if (event.kind === 'capacity') {
    const { locality, service, unit, available, needed = null, validUntil = null } = event.data
    const index = localityOrUnplaced(adding, event, rules, locality)
    adding.values[field(capacityKey(index), [event.source, service, unit].join(TAB))] =
      JSON.stringify({ source: event.source, service, unit, available, needed, reportedAt: event.happenedAt, validUntil })
  } else if (event.kind === 'counted') {
    const { pathway, stage, locality, team = null, open } = event.data
    const index = locality === undefined ? 'all' : localityOrUnplaced(adding, event, rules, locality)
    const rule = rules.stage(pathway, stage)
    if (!rule) return addOddity(adding, { kind: 'unknown-stage', source: event.source, id: event.id })
    adding.values[field(saysKey(index), [rule.index, event.source, team ?? ''].join(TAB))] = JSON.stringify({ source: event.source, team, open, countedAt: event.happenedAt })
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

function keptOnly(counts: Readonly<Record<string, number>>, horizon: Horizon): Readonly<Record<string, number>> {
  let kept: Record<string, number> | null = null
  for (const metric in counts) {
    if (isKept(metric, horizon)) continue
    kept ??= { ...counts }
    delete kept[metric]
  }
  return kept ?? counts
}
