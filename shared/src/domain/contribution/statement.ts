import type { Event, EventOf } from '../../contract/event.ts'
import { TAB, capacityKey, declaredKey, field, observedKey, saysKey } from '../metric.ts'
import type { Rules } from '../rules.ts'
import { type Adding, addOddity } from './adding.ts'

/** A statement is a value: what it is about is its name, so that the next one about the same stands in its place. */
export function addStatement(adding: Adding, event: Event, rules: Rules): void {
  if (event.kind === 'capacity') addCapacity(adding, event, rules)
  else if (event.kind === 'counted') addCount(adding, event, rules)
  else if (event.kind === 'declared') addLevel(adding, event, rules)
  else if (event.kind === 'observed') {
    const { measure, locality = '', period } = event.data
    adding.values[field(observedKey(measure), [event.source, locality, period].join(TAB))] = JSON.stringify(event.data)
  }
}

function addCapacity(adding: Adding, event: EventOf<'capacity'>, rules: Rules): void {
  const { source, happenedAt: reportedAt } = event
  const { locality, service, unit, available, needed = null, validUntil = null } = event.data
  const index = localityOrUnplaced(adding, event, rules, locality)
  const stated = { source, service, unit, available, needed, reportedAt, validUntil }
  adding.values[field(capacityKey(index), [source, service, unit, locality].join(TAB))] = JSON.stringify(stated)
}

function addCount(adding: Adding, event: EventOf<'counted'>, rules: Rules): void {
  const { source, id, happenedAt: countedAt } = event
  const { pathway, stage, locality, team = null, open } = event.data
  const index = locality === undefined ? 0 : localityOrUnplaced(adding, event, rules, locality)
  const rule = rules.stage(pathway, stage)
  if (!rule) return addOddity(adding, { kind: 'unknown-stage', source, id })
  adding.values[field(saysKey(index), [rule.index, source, team ?? '', locality ?? ''].join(TAB))] = JSON.stringify({ source, team, open, countedAt })
}

function addLevel(adding: Adding, event: EventOf<'declared'>, rules: Rules): void {
  const { source, happenedAt: at } = event
  const { locality, service, level, reason = '', until = null } = event.data
  const index = localityOrUnplaced(adding, event, rules, locality)
  if (level === undefined) return
  adding.values[field(declaredKey(index), [source, service, locality].join(TAB))] = JSON.stringify({ service, level, reason, at, until })
}

function localityOrUnplaced(adding: Adding, { source, id }: Event, rules: Rules, locality: string): number {
  const index = rules.localityIndex(locality)
  if (index === undefined) addOddity(adding, { kind: 'unknown-locality', source, id })
  return index ?? 0
}
