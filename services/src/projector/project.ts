import type { Event } from '@weir/shared/contract/event'
import type { Instant } from '@weir/shared/contract/instant'
import { type Contributions, contributeCase, contributeStatement } from '@weir/shared/domain/contribution'
import { type Change, difference } from '@weir/shared/domain/difference'
import { isCase } from '@weir/shared/domain/entity'
import { type Facts, addFacts, compareEvents, wakeAt } from '@weir/shared/domain/facts'
import type { Rules } from '@weir/shared/domain/rules'
import type { Visit } from '@weir/shared/domain/visit'
import { horizonOf, isBucket } from '@weir/shared/domain/window'
import type { Stored } from './record.ts'

/**
 * One entity, projected: pure. What is known of it and what has come → what to store, what to change in the metrics, and its
 * visits. `whole` means that the events are all there are (read from the ledger), and replace what was known.
 */
export interface Coming {
  readonly entity: string
  readonly events: readonly Event[]
  readonly seq: number
  readonly whole?: Facts
}

export interface Projected {
  readonly entity: string
  /** the stamp that must still be there for the changes to be made */
  readonly expected: number
  readonly record: Stored | null
  /** the newest event of the ledger that it knows of: the version of its visits */
  readonly seq: number
  readonly changes: readonly Change[]
  readonly visits: readonly Visit[]
  readonly wakeAt: Instant | null
  readonly closedAt: Instant | null
}

export function project(known: Stored, coming: Coming, rules: Rules, now: Instant): Projected {
  const { entity } = coming
  const all = coming.whole ?? addFacts(known.facts, coming.events, [])
  const facts = isCase(entity) ? all : newestOnly(all)
  const horizon = horizonOf(now, rules.calendar.timeZone)
  const { contributions, visits, closedAt } = isCase(entity)
    ? ofCase(facts, rules, now)
    : { contributions: contributeStatement(facts.facts, rules, now), visits: [], closedAt: null }
  const changes = difference(known.applied, contributions, horizon)
  const seq = Math.max(known.seq, coming.seq)
  return {
    entity,
    seq,
    expected: known.stamp,
    record: facts.facts.length === 0 ? null : { stamp: known.stamp + 1, seq, facts, applied: contributions },
    changes,
    visits,
    wakeAt: wakeAt(facts.facts, now),
    closedAt,
  }
}

function ofCase({ facts }: Facts, rules: Rules, now: Instant) {
  const { projection, contributions } = contributeCase(facts, rules, horizonOf(now, rules.calendar.timeZone), now)
  const last = projection.visits.at(-1)
  const over = projection.visits.every((visit) => visit.departedAt !== null) && goesWithItsBuckets(contributions)
  return { contributions, visits: projection.visits, closedAt: over ? (last?.departedAt ?? newest(facts)) : null }
}

/**
 * A case may be forgotten when nothing of it is left in the metrics by then: not one with a duty that is open or not yet
 * authorised, nor one with an oddity. Forgotten and read again, it would be counted a second time.
 */
const goesWithItsBuckets = ({ counts, marks, values }: Contributions): boolean =>
  Object.keys(counts).every(isBucket) && Object.keys(marks).length === 0 && Object.keys(values).length === 0

/** Of a stated figure only the latest counts; a few more are kept, and whatever a withdrawal touches is read from the ledger. */
const STATEMENTS_KEPT = 16

function newestOnly({ version, facts }: Facts): Facts {
  return facts.length <= STATEMENTS_KEPT
    ? { version, facts }
    : { version, facts: [...facts].sort((a, b) => compareEvents(b.event, a.event)).slice(0, STATEMENTS_KEPT) }
}

const newest = (facts: Facts['facts']): Instant => facts.reduce((at, { event }) => Math.max(at, event.happenedAt), 0)
