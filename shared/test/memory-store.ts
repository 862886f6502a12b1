import type { Event, EventOf } from '../src/contract/event.ts'
import type { Instant } from '../src/contract/instant.ts'
import { type Pack } from '../src/contract/pack.ts'
import { type Contributions, NOTHING, contributeCase, contributeStatement } from '../src/domain/contribution.ts'
import { type Change, difference } from '../src/domain/difference.ts'
import { entityOf, isCase, ofPerson, personOf } from '../src/domain/entity.ts'
import { type Facts, NO_FACTS, type Void, addFacts, eventsAt, wakeAt } from '../src/domain/facts.ts'
import {
  ODDITIES_KEY,
  TAB,
  capacityKey,
  dayKey,
  dueKey,
  dutiesKey,
  dutyKey,
  frozenKey,
  hourKey,
  priorityKey,
  quantityKey,
  saysKey,
  unauthorisedCountsKey,
  unauthorisedKey,
  waitingKey,
  whyKey,
} from '../src/domain/metric.ts'
import { type BoardContent, type Counts, DUE_SOON_MS, NOT_JUDGED, type Reading, type StageReading, readBoard } from '../src/domain/read-board.ts'
import { rulesOf } from '../src/domain/rules.ts'
import { daysShown, horizonOf, hoursShown, isKept } from '../src/domain/window.ts'

/**
 * The parts of the ledger, the projector and Redis in the smallest form that is still true to them: events are kept by the
 * entity that they name, facts and applied contributions by the entity that merges make of it; changes are applied blindly,
 * one at a time; buckets are forgotten when their time comes; and what time alone changes is woken by a list of instants.
 * A count below nothing is an error: it means that something was taken away that was never there.
 */
export interface MemoryStore {
  take(batch: readonly Event[], now: Instant): void
  /** what time alone does up to `now` */
  wake(now: Instant): void
  board(locality: string, now: Instant): BoardContent
  boards(now: Instant): ReadonlyMap<string, BoardContent>
  /** names of the hashes and sets that hold anything */
  names(): readonly string[]
}

interface Stored {
  readonly facts: Facts
  readonly applied: Contributions
}

export function memoryStore(pack: Pack): MemoryStore {
  const rules = rulesOf(pack)
  const ledger = new Map<string, Event>()
  const voids: Void[] = []
  const stored = new Map<string, Stored>()
  const wakes = new Map<string, Instant>()
  const counts = new Map<string, Map<string, number>>()
  const marks = new Map<string, Map<string, Instant>>()
  const values = new Map<string, Map<string, string>>()
  const heard = new Map<string, Instant>()
  const through = new Map<string, Instant>()
  let groups: ReadonlyMap<string, string> = new Map()

  const nameOf = (entity: string) => {
    const person = isCase(entity) ? personOf(entity) : null
    return person === null ? entity : ofPerson(entity, groups.get(person) ?? person)
  }

  function take(batch: readonly Event[], now: Instant): void {
    const events = batch.filter((event) => !ledger.has(keyOf(event)) && ledger.set(keyOf(event), event))
    for (const event of events) hear(event)
    const newVoids = events.filter((event) => event.kind === 'withdrawn').map(({ source, data, happenedAt }): Void => ({ source, id: data.id, at: happenedAt }))
    voids.push(...newVoids)
    const facts = events.filter((event) => event.kind !== 'withdrawn')
    const touched = new Set([...facts, ...newVoids.flatMap((one) => withdrawable(one) ?? [])].map(entityOf))
    const coming = (entity: string) => ({
      events: facts.filter((event) => nameOf(entityOf(event)) === entity),
      voids: voids.filter((one) => {
        const event = withdrawable(one)
        return event !== undefined && nameOf(entityOf(event)) === entity
      }),
    })
    for (const entity of touched) if (personOf(entity) !== null && !isCase(entity)) project(entity, coming(entity), now)
    regroup(now)
    for (const entity of new Set([...touched].map(nameOf))) if (personOf(entity) === null || isCase(entity)) project(entity, coming(entity), now)
    forget(now)
  }

  function withdrawable({ source, id }: Void): Event | undefined {
    const event = ledger.get(keyOf({ source, id }))
    return event?.kind === 'withdrawn' ? undefined : event
  }

  function project(entity: string, coming: { events: readonly Event[]; voids: readonly Void[] }, now: Instant): void {
    const known = stored.get(entity) ?? { facts: NO_FACTS, applied: NOTHING }
    keep(entity, known, addFacts(known.facts, coming.events, coming.voids), now)
  }

  function keep(entity: string, { applied }: Stored, facts: Facts, now: Instant): void {
    const horizon = horizonOf(now, pack.timeZone)
    const contributions = isCase(entity)
      ? contributeCase(facts.facts, rules, horizon, now).contributions
      : personOf(entity) !== null
        ? NOTHING
        : contributeStatement(facts.facts, rules, now)
    for (const change of difference(applied, contributions, horizon)) make(change, entity)
    stored.set(entity, asStored({ facts, applied: contributions }))
    const at = wakeAt(facts.facts, now)
    if (at === null) wakes.delete(entity)
    else wakes.set(entity, at)
  }

  /** Every case whose person goes by another name now is taken from the old name and folded whole under the new one. */
  function regroup(now: Instant): void {
    const before = groups
    groups = groupsAt(now)
    const own = [...new Set([...ledger.values()].map((event) => (event.kind === 'withdrawn' ? null : entityOf(event))))].filter(
      (entity) => entity !== null && isCase(entity),
    )
    const moved = own.filter((entity): entity is string => entity !== null && groups.get(personOf(entity) ?? '') !== before.get(personOf(entity) ?? ''))
    const names = new Set(moved.flatMap((entity) => [ofPerson(entity, before.get(personOf(entity) ?? '') ?? personOf(entity) ?? ''), nameOf(entity)]))
    for (const entity of names) {
      const events = [...ledger.values()].filter((event) => event.kind !== 'withdrawn' && nameOf(entityOf(event)) === entity)
      keep(entity, stored.get(entity) ?? { facts: NO_FACTS, applied: NOTHING }, addFacts(NO_FACTS, events, voids), now)
    }
  }

  function groupsAt(now: Instant): ReadonlyMap<string, string> {
    const merges = [...stored].filter(([entity]) => entity.startsWith('person|')).flatMap(([, { facts }]) => eventsAt(facts.facts, now)) as EventOf<'merged'>[]
    const names = new Map<string, string>()
    const people = merges.map((merge) => [personOf(entityOf(merge)) ?? '', personOf(entityOf({ ...merge, subject: merge.data.into })) ?? ''] as const)
    for (const _ of people) {
      for (const [one, other] of people) {
        const least = [names.get(one) ?? one, names.get(other) ?? other].sort()[0] ?? one
        names.set(one, least).set(other, least)
      }
    }
    return names
  }

  function wake(now: Instant): void {
    for (const [entity, at] of wakes) if (at <= now && !isCase(entity)) project(entity, { events: [], voids: [] }, now)
    regroup(now)
    for (const [entity, at] of wakes) if (at <= now) project(entity, { events: [], voids: [] }, now)
    forget(now)
  }

  function make(change: Change, entity: string): void {
    switch (change.kind) {
      case 'count': {
        const count = (counts.get(change.hash)?.get(change.field) ?? 0) + change.by
        if (count < 0) throw new Error(`${change.hash} ${change.field} fell to ${count}`)
        return put(counts, change.hash, change.field, count === 0 ? null : count)
      }
      case 'mark':
        return put(marks, change.set, entity, change.score)
      case 'value':
        return put(values, change.hash, change.field, change.text)
      default:
        return change satisfies never
    }
  }

  function forget(now: Instant): void {
    const { hour, day } = horizonOf(now, pack.timeZone)
    for (const hash of counts.keys()) if (!isKept(hash, { hour: hour - 1, day: day - 1 })) counts.delete(hash)
  }

  function hear({ source, recordedAt, kind, data }: Event): void {
    heard.set(source, Math.max(heard.get(source) ?? -Infinity, recordedAt))
    const told = kind === 'heartbeat' ? data.through : undefined
    if (told !== undefined) through.set(source, Math.max(through.get(source) ?? -Infinity, told))
  }

  const countsOf = (hash: string): Counts => Object.fromEntries(counts.get(hash) ?? [])
  const scoresOf = (set: string): readonly Instant[] => [...(marks.get(set)?.values() ?? [])].sort((a, b) => a - b)

  function readingOf(locality: number, now: Instant): Reading {
    return {
      stages: rules.stages.map(({ index }) =>
        stageReading(scoresOf(waitingKey(locality, index)), scoresOf(dueKey(locality, index)), scoresOf(frozenKey(locality, index)), now),
      ),
      hours: hoursShown(now).map((hour) => countsOf(hourKey(locality, hour))),
      days: daysShown(now, pack.timeZone).map((day) => countsOf(dayKey(locality, day))),
      priority: countsOf(priorityKey(locality)),
      quantity: countsOf(quantityKey(locality)),
      duties: [...new Set([...Object.keys(countsOf(dutiesKey(locality))), ...Object.keys(countsOf(unauthorisedCountsKey(locality)))])].map((duty) => {
        const due = scoresOf(dutyKey(locality, duty))
        const done = scoresOf(unauthorisedKey(locality, duty))
        return {
          duty,
          open: due.length,
          overdue: due.filter((at) => at < now).length,
          dueSoon: dueSoon(due, now),
          oldest: due[0] ?? null,
          unauthorised: done.length,
          oldestDoneAt: done[0] ?? null,
        }
      }),
      capacity: [...(values.get(capacityKey(locality))?.values() ?? [])],
      says: Object.fromEntries(values.get(saysKey(locality)) ?? []),
      oddities: countsOf(ODDITIES_KEY),
      heard: Object.fromEntries(heard),
      through: Object.fromEntries(through),
      why: countsOf(whyKey(locality)),
      older: [],
      judged: NOT_JUDGED,
      declared: [],
    }
  }

  const board = (locality: string, now: Instant): BoardContent =>
    readBoard(readingOf(rules.localities.indexOf(locality), now), locality, pack, rules, 'live', now)

  return {
    take,
    wake,
    board,
    boards: (now) => new Map(rules.localities.map((locality) => [locality, board(locality, now)])),
    names: () => [...counts.keys(), ...marks.keys(), ...values.keys()].sort(),
  }
}

const keyOf = ({ source, id }: { readonly source: string; readonly id: string }): string => source + TAB + id

/** What is stored is text: nothing may be lost on the way there and back. */
const asStored = (value: Stored): Stored => JSON.parse(JSON.stringify(value)) as Stored

function put<V>(store: Map<string, Map<string, V>>, name: string, field: string, value: V | null): void {
  const fields = store.get(name) ?? new Map<string, V>()
  if (value === null) fields.delete(field)
  else fields.set(field, value)
  if (fields.size === 0) store.delete(name)
  else store.set(name, fields)
}

/** Ranks as a sorted set gives them: the k-th smallest age is the k-th largest entered instant. */
function stageReading(entered: readonly Instant[], due: readonly Instant[], frozen: readonly number[], now: Instant): StageReading {
  const rank = (p: number) => entered[entered.length - Math.ceil((entered.length * p) / 100)] ?? null
  return {
    waiting: entered.length,
    oldest: entered[0] ?? null,
    p50: rank(50),
    p85: rank(85),
    p95: rank(95),
    overdue: due.filter((at) => at < now).length,
    dueSoon: dueSoon(due, now) + frozen.filter((leftMs) => leftMs >= 0 && leftMs < DUE_SOON_MS).length,
    timed: due.length + frozen.length,
  }
}

const dueSoon = (due: readonly Instant[], now: Instant): number => due.filter((at) => now <= at && at < now + DUE_SOON_MS).length
