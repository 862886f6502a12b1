import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { disagreement, type EvidenceGroup, type Opened } from '../../contract/disagreement.ts'
import { HOUR } from '../../contract/instant.ts'
import { openedDisagreement } from './disagreement.ts'
import type { CaseThere, CountFacts, RefusedEvent } from './facts.ts'

/**
 * Broken on purpose, each of these was seen to fail: a case told of in two groups; arrivals since the count left in Weir's
 * figure; a refused entry held against Weir's surplus; a place whose count agrees taken for an explanation; faults counted
 * in place of events; the quiet cases counted as an explanation.
 */
const AT = Date.parse('2026-01-06T07:00:00Z')
const NOW = AT + 10 * HOUR
const COUNT = { source: '/mosaic', locality: 'llanelli', pathway: 'adult', stage: 'triage', team: null, open: 0, countedAt: AT }
const FACTS: CountFacts = {
  count: COUNT,
  here: [],
  all: null,
  partly: [],
  places: [],
  elsewhere: [],
  refused: [],
  ahead: [],
  withdrawn: [],
  merged: [],
  source: undefined,
}

let made = 0
function aCase(more: Partial<CaseThere> = {}): CaseThere {
  const id = `c${++made}`
  const enteredAt = more.enteredAt ?? AT - 5 * HOUR
  const last = { source: '/mosaic', id: `event-${id}`, kind: 'entered', happenedAt: enteredAt }
  const times = { enteredAt, arrivedAt: enteredAt, departedAt: null, arrivalRecordedAt: enteredAt, departureRecordedAt: null }
  return { entity: id, person: id, locality: 'llanelli', team: null, ...times, last, told: true, ...more }
}
const opened = (facts: Partial<CountFacts>, lines = 50) => openedDisagreement({ ...FACTS, ...facts }, lines, NOW)
const counting = (open: number, team: string | null = null) => ({ ...COUNT, open, team })
const told = ({ groups }: Opened) => groups.map(({ side, kind, count, most }) => [side, kind, count, most])
const idsOf = ({ groups }: Opened, kind: EvidenceGroup['kind']) => groups.find((group) => group.kind === kind)?.cases.map(({ id }) => id)
const refused = (more: Partial<RefusedEvent>): RefusedEvent => ({
  ...{ at: AT - HOUR, id: `r${++made}`, field: 'data.reason', reason: 'is not in reasons of codes.yaml' },
  ...{ kind: 'entered', pathway: 'adult', stage: 'triage', locality: 'llanelli' },
  ...more,
})

test('where there were too many to look at, Weir’s figure is of all of them, and it is said that the groups are not', () => {
  const all = { ours: 30_000, waiting: 29_000, came: 10, went: 1010 }
  const seen = opened({ here: [aCase(), aCase({ told: false })], all, partly: [{ of: 'cases', looked: 2 }], count: counting(29_990) })
  expect([seen.ours, seen.now, seen.partly]).toEqual([30_000, { waiting: 29_000, came: 10, went: 1010 }, [{ of: 'cases', looked: 2 }]])
  expect([seen.explained, seen.unexplained]).toEqual([1, 9])
})

describe('Weir counts more than the source', () => {
  test('and nothing speaks against any case: whoever has not been heard of for longest stands first, and nothing is claimed', () => {
    const here = [3, 40, 7].map((hours) => aCase({ enteredAt: AT - hours * HOUR }))
    const seen = opened({ here, count: counting(2) })
    expect(told(seen)).toEqual([['extra', 'quiet', 3, null]])
    expect(idsOf(seen, 'quiet')).toEqual([1, 2, 0].map((index) => here[index]?.last?.id))
    expect([seen.ours, seen.explained, seen.unexplained]).toEqual([3, 0, 1])
  })

  test('a departure that was not let in explains one too many, an entry that was not let in does not', () => {
    const left = { kind: 'left', stage: null, locality: null } as const
    const faults = [refused(left), refused({ ...left, id: 'same' }), refused({ ...left, id: 'same', field: 'data.outcome' }), refused({})]
    const seen = opened({ here: [aCase(), aCase(), aCase(), aCase()], count: counting(1), refused: faults })
    expect(told(seen)).toEqual([
      ['extra', 'refused', 2, 2],
      ['extra', 'quiet', 4, null],
      ['missing', 'refused', 1, 1],
    ])
    expect([seen.explained, seen.unexplained]).toEqual([2, 1])
    expect(seen.groups[0]?.refused.map(({ field, count }) => [field, count])).toEqual([
      ['data.reason', 2],
      ['data.outcome', 1],
    ])
  })

  test('each case stands in the one group that speaks most plainly against it', () => {
    const twice = [aCase({ person: 'one', enteredAt: AT - 90 * HOUR }), aCase({ person: 'one' })]
    const known = aCase({ departedAt: AT + HOUR, departureRecordedAt: AT - HOUR })
    const late = aCase({ arrivalRecordedAt: AT + HOUR })
    const others = aCase({ told: false })
    const leaving = aCase()
    const ahead = [
      { source: '/mosaic', id: 'gone', kind: 'left' as const, entity: leaving.entity, happenedAt: NOW + HOUR, stage: null, locality: null, team: null },
    ]
    const seen = opened({ here: [...twice, known, late, others, leaving], ahead, count: counting(0) })
    expect(told(seen)).toEqual([
      ['extra', 'ahead', 2, 2],
      ['extra', 'entered-late', 1, 1],
      ['extra', 'twice', 1, 1],
      ['extra', 'other-source', 1, 1],
      ['extra', 'quiet', 1, null],
    ])
    expect(idsOf(seen, 'twice')).toEqual([twice[0]?.last?.id])
  })
})

describe('the source counts more than Weir', () => {
  test('what was not let in is told by field and reason, with how many and since when', () => {
    const faults = [refused({ at: AT - 9 * HOUR }), refused({}), refused({ stage: null, field: 'data.stage', reason: 'is not a stage' })]
    const seen = opened({ count: counting(4), refused: faults })
    expect(told(seen)).toEqual([['missing', 'refused', 3, 3]])
    expect(seen.groups[0]?.refused).toEqual([
      { field: 'data.reason', reason: 'is not in reasons of codes.yaml', count: 2, since: AT - 9 * HOUR, until: AT - HOUR },
      { field: 'data.stage', reason: 'is not a stage', count: 1, since: AT - HOUR, until: AT - HOUR },
    ])
    expect([seen.explained, seen.unexplained]).toEqual([3, 1])
  })

  test('of other journeys and places nothing is held against this one, nor what somebody else sent in its name', () => {
    const faults = [refused({ pathway: 'children' }), refused({ locality: 'amman' }), refused({ field: 'source' }), refused({ kind: 'heartbeat' })]
    expect(told(opened({ count: counting(4), refused: faults }))).toEqual([])
  })

  test('what the door could not read at all could be of here', () => {
    expect(told(opened({ count: counting(4), refused: [refused({ kind: null, pathway: null, stage: null, locality: null })] }))).toEqual([['missing', 'refused', 1, 1]]) // prettier-ignore
  })

  test('what left before the count and was written down after it may still have been counted', () => {
    const left = aCase({ departedAt: AT - HOUR, departureRecordedAt: AT + HOUR })
    expect(told(opened({ here: [left], count: counting(1) }))).toEqual([['missing', 'left-late', 1, 1]])
  })

  test('what is dated ahead counts for nothing yet, but where the case is there already', () => {
    const there = aCase()
    const coming = (entity: string, locality: string | null) => ({
      ...{ source: '/mosaic', id: `to-${entity}`, kind: 'entered' as const, entity, happenedAt: NOW + HOUR, stage: 'triage', locality, team: null },
    })
    const ahead = [coming('new', null), coming('far', 'amman'), coming(there.entity, null)]
    const early = aCase({ enteredAt: AT + HOUR, arrivalRecordedAt: AT - HOUR })
    const seen = opened({ here: [there, early], ahead, count: counting(9) })
    expect(idsOf(seen, 'ahead')).toEqual([early.last?.id, 'to-new'])
  })

  test('another place explains as much as Weir is above the count there, and nothing where the two agree', () => {
    const places = [
      { locality: 'amman', team: null, open: 30, above: 2 },
      { locality: 'taf', team: null, open: 40, above: 0 },
      { locality: 'unplaced', team: null, open: 3, above: null },
    ]
    const elsewhere = [aCase({ locality: 'amman' }), aCase({ locality: 'taf' }), aCase({ locality: 'unplaced' })]
    const seen = opened({ places, elsewhere, count: counting(9) })
    expect(told(seen)).toEqual([
      ['missing', 'unplaced', 3, 3],
      ['missing', 'another-locality', 30, 2],
    ])
    expect(idsOf(seen, 'another-locality')).toEqual([elsewhere[0]?.last?.id])
    expect([seen.explained, seen.unexplained]).toEqual([5, 4])
  })

  test("a team's count looks to no team, other teams of the place, and the same team elsewhere", () => {
    const place = (locality: string, team: string | null) => ({ locality, team, open: 1, above: null })
    const places = [place('llanelli', null), place('llanelli', 'two'), place('amman', 'one'), place('amman', 'two'), place('unplaced', null)]
    expect(told(opened({ places, count: counting(9, 'one') })).map(([, kind]) => kind)).toEqual(['no-team', 'another-team', 'unplaced', 'another-locality'])
  })
})

test('what came and went since the count is told beside the difference, and is no part of it', () => {
  const went = aCase({ departedAt: AT + HOUR, departureRecordedAt: AT + HOUR })
  const came = aCase({ enteredAt: AT + 2 * HOUR })
  const seen = opened({ here: [aCase(), went, came], count: counting(2) })
  expect([seen.ours, seen.explained, seen.unexplained]).toEqual([2, 0, 0])
  expect(seen.now).toEqual({ waiting: 2, came: 1, went: 1 })
})

test('how far the source has told is told: a late or silent one may explain anything', () => {
  const source = { id: '/mosaic', heardAt: AT, throughAt: AT - HOUR, lateAt: AT + HOUR, silentAt: NOW + HOUR, oddities: {} }
  expect(opened({ source }).told).toEqual({ heardAt: AT, throughAt: AT - HOUR, state: 'late' })
  expect(opened({ source: { ...source, silentAt: NOW } }).told.state).toBe('silent')
  expect(opened({}).told.state).toBe('never')
})

describe('whatever the facts', () => {
  const around = fc.integer({ min: -40, max: 10 }).map((hours) => AT + hours * HOUR)
  const cases = fc.array(
    fc
      .record({
        ...{ person: fc.constantFrom('a', 'b', 'c', 'd'), arrivedAt: around, arrivalRecordedAt: around, told: fc.boolean() },
        left: fc.option(fc.record({ after: fc.nat(30), recordedAt: around })),
      })
      .map(({ left, ...one }) => {
        const away = left ? { departedAt: one.arrivedAt + left.after * HOUR, departureRecordedAt: left.recordedAt } : {}
        return aCase({ ...one, enteredAt: one.arrivedAt, ...away })
      }),
  )
  const facts = fc.record({ here: cases, open: fc.nat(20), places: fc.array(fc.record({ locality: fc.constantFrom('amman', 'unplaced'), team: fc.constant(null), open: fc.nat(9), above: fc.option(fc.integer({ min: -3, max: 9 })) })) }) // prettier-ignore
  const seenIn = (given: { here: readonly CaseThere[]; open: number; places: CountFacts['places'] }, lines = 1000) =>
    opened({ ...given, count: counting(given.open) }, lines)

  test('the cases that Weir has are each in one group, and together they are its figure; the figure now follows from it', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const seen = seenIn(given)
        const extra = seen.groups.filter(({ side }) => side === 'extra').flatMap((group) => group.cases)
        expect(extra.length).toBe(seen.ours)
        expect(new Set(extra.map(({ id }) => id)).size).toBe(extra.length)
        const known = given.here.filter(({ arrivedAt }) => arrivedAt <= NOW)
        expect(seen.now.waiting).toBe(known.filter(({ departedAt }) => departedAt === null || departedAt > NOW).length)
        expect(seen.now.waiting).toBe(seen.ours + seen.now.came - seen.now.went)
      }),
    )
  })

  test('what is explained and what is not add up to the difference, and no more is explained than the groups hold', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const seen = seenIn(given)
        expect(seen.explained + seen.unexplained).toBe(Math.abs(seen.open - seen.ours))
        for (const { most, count } of seen.groups) expect(most ?? 0).toBeLessThanOrEqual(count)
      }),
    )
  })

  test('the order of the facts changes nothing; lists are bounded, counts are not; the contract holds', () => {
    fc.assert(
      fc.property(facts, fc.nat(5), (given, lines) => {
        const seen = seenIn(given, lines)
        expect(seenIn({ ...given, here: given.here.toReversed(), places: given.places.toReversed() }, lines)).toEqual(seen)
        for (const { cases: listed } of seen.groups) expect(listed.length).toBeLessThanOrEqual(lines)
        expect(seen.groups.map(({ count }) => count)).toEqual(seenIn(given).groups.map(({ count }) => count))
        disagreement.parse({ asOf: NOW, locality: 'llanelli', pathway: 'adult', stage: 'triage', counts: [], opened: seen })
      }),
    )
  })
})
