import type { Instant } from '../contract/instant.ts'
import type { Event, EventKind } from '../contract/event.ts'

/**
 * What is kept of one entity (a case, a person's merges, a figure that a source states): the set of its events, each with
 * the instant from which it is void. Adding is idempotent and its order never matters; whatever is derived from facts is
 * therefore the same however the events came.
 */
export interface Fact {
  readonly event: Event
  /** a withdrawal of it counts from this instant on */
  readonly voidAt?: Instant
}

export interface Facts {
  /** how many facts and withdrawals were folded in */
  readonly version: number
  readonly facts: readonly Fact[]
}

export const NO_FACTS: Facts = { version: 0, facts: [] }

/** A withdrawal, ready to be applied to the facts that hold the event it names. */
export interface Void {
  readonly source: string
  readonly id: string
  readonly at: Instant
}

const same = (event: Event, other: { source: string; id: string }) => event.id === other.id && event.source === other.source

/** The facts with these events and withdrawals added; the very same value where nothing is new. */
export function addFacts(known: Facts, events: readonly Event[], voids: readonly Void[]): Facts {
  let { version } = known
  let facts: Fact[] | null = null
  for (const event of events) {
    if ((facts ?? known.facts).some((fact) => same(fact.event, event))) continue
    facts ??= [...known.facts]
    facts.push({ event })
    version++
  }
  for (const { source, id, at } of voids) {
    const index = (facts ?? known.facts).findIndex((fact) => same(fact.event, { source, id }))
    const fact = (facts ?? known.facts)[index]
    if (!fact || (fact.voidAt !== undefined && fact.voidAt <= at)) continue
    facts ??= [...known.facts]
    facts[index] = { ...fact, voidAt: at }
    version++
  }
  return facts ? { version, facts } : known
}

/** The events that count at `now`, in the order of the contract. */
export function eventsAt(facts: readonly Fact[], now: Instant): readonly Event[] {
  const counting: Event[] = []
  for (const { event, voidAt } of facts) {
    if (event.happenedAt <= now && (voidAt === undefined || voidAt > now)) counting.push(event)
  }
  return counting.length < 2 ? counting : counting.sort(compareEvents)
}

/** The next instant after `now` at which time alone changes what the facts say; null where there is none. */
export function wakeAt(facts: readonly Fact[], now: Instant): Instant | null {
  let wake = Infinity
  for (const { event, voidAt } of facts) {
    if (event.happenedAt > now) wake = Math.min(wake, event.happenedAt)
    if (voidAt !== undefined && voidAt > now) wake = Math.min(wake, voidAt)
  }
  return wake === Infinity ? null : wake
}

const KIND_ORDER: Readonly<Record<EventKind, number>> = {
  entered: 0,
  described: 1,
  paused: 2,
  resumed: 3,
  left: 4,
  'duty-set': 5,
  'duty-done': 6,
  merged: 7,
  withdrawn: 8,
  capacity: 9,
  observed: 10,
  counted: 11,
  declared: 12,
  heartbeat: 13,
}

/** The contract's order: time, recordedtime, sequence (as text), type, source, id. Total, since source and id are unique. */
export function compareEvents(a: Event, b: Event): number {
  return (
    a.happenedAt - b.happenedAt ||
    a.recordedAt - b.recordedAt ||
    compareText(a.sequence ?? '', b.sequence ?? '') ||
    KIND_ORDER[a.kind] - KIND_ORDER[b.kind] ||
    compareText(a.source, b.source) ||
    compareText(a.id, b.id)
  )
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
