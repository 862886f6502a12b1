import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../contract/instant.ts'
import { council, packFiles } from '../../contract/pack.ts'
import { rulesOf } from '../rules.ts'
import { NOTHING_LEARNT, type Stay, WATCHED_MS, isToLearn, usualStays } from './usual-stays.ts'

/**
 * Against a recount that shares no line with it: at each age, who of those watched there leaves. Broken to see these fail: those
 * who are still there left out; a transfer taken for leaving; those watched before the record began at risk from birth; a chance
 * told of nine; who left at the very age counted among those who outlasted it.
 */
const NOW = 400 * DAY
const name = (en: string) => ({ en, cy: en })
const rules = rulesOf({
  ...council.parse({ id: 'here', name: name('Here'), timeZone: 'Europe/London', localities: [{ id: 'north', name: name('North') }] }),
  holidays: [],
  pathways: packFiles['pathways.yaml'].parse([{ id: 'adult', name: name('Adult'), stages: ['triage', 'panel'].map((id) => ({ id, name: name(id) })) }]),
  codes: {},
  sources: [],
  pressure: packFiles['pressure.yaml'].parse({}),
})

/** In hours before now; null where it goes on. */
const stay = (arrived: number, departed: number | null, { entered = arrived, transferred = false } = {}): Stay => ({
  ...{ pathway: 'adult', stage: 'panel', transferred },
  ...{ enteredAt: NOW - entered * HOUR, arrivedAt: NOW - arrived * HOUR, departedAt: departed === null ? null : NOW - departed * HOUR },
})
const learnt = (stays: readonly Stay[]) => usualStays(stays, rules, NOW)[1]

interface Span {
  readonly from: number
  readonly until: number
  readonly left: boolean
}

const spansOf = (stays: readonly Stay[]): readonly Span[] =>
  stays.flatMap(({ enteredAt, arrivedAt, departedAt, transferred }) => {
    const [from, until] = [Math.max(arrivedAt, NOW - WATCHED_MS), Math.min(NOW, departedAt ?? NOW)]
    const left = !transferred && departedAt !== null && departedAt <= NOW
    return [{ from: from - enteredAt, until: until - enteredAt, left }]
  })

/** Hour by hour of age: of those watched in it, the share that does not leave, multiplied up. */
function naive(spans: readonly Span[]): (share: number) => number | null {
  const longest = Math.max(0, ...spans.map(({ until }) => until))
  const gone: number[] = []
  let staying = 1
  for (let age = 0; age <= longest; age += HOUR) {
    const there = spans.filter(({ from, until }) => from <= age && until >= age).length
    if (there > 0) staying -= (staying * spans.filter(({ until, left }) => left && until === age).length) / there
    gone.push(1 - staying)
  }
  return (share) => {
    const hours = gone.findIndex((part) => part >= share - 1e-9)
    return hours < 0 ? null : hours * HOUR
  }
}

const stays = fc.array(
  fc.record({ arrived: fc.integer({ min: 1, max: 2800 }), lasts: fc.integer({ min: 1, max: 400 }), over: fc.boolean(), moved: fc.boolean() }),
  { minLength: 30, maxLength: 120 },
)

describe('how long a stay usually lasts', () => {
  test('is what a recount finds: every visit at the ages at which it was watched, those that go on among them', () => {
    fc.assert(
      fc.property(stays, (made) => {
        const all = made.map(({ arrived, lasts, over, moved }) => stay(arrived, over ? arrived - lasts : null, { transferred: moved }))
        const spans = spansOf(all)
        const found = learnt(all)
        fc.pre((found?.visits ?? 0) >= 20)
        const by = naive(spans)
        expect([found?.p50, found?.p85]).toEqual([by(0.5), by(0.85)])
      }),
      { numRuns: 60 },
    )
  })

  test('is not told by the quick ones alone where the rest are still there', () => {
    const through = Array.from({ length: 20 }, (_, index) => stay(900 + index, 890 + index))
    const stuck = Array.from({ length: 60 }, (_, index) => stay(800 - index, null))
    expect(learnt(through)).toMatchObject({ p50: 10 * HOUR, p85: 10 * HOUR })
    expect(learnt([...through, ...stuck])).toMatchObject({ p50: null, p85: null, visits: 80 })
  })

  test('goes on across a transfer: the two halves are one visit, and nobody has left where it was', () => {
    const whole = Array.from({ length: 30 }, (_, index) => stay(100 + 7 * index, 90 + 6 * index))
    const halved = whole.flatMap((one, index) => {
      const at = NOW - (96 + 7 * index) * HOUR
      return [
        { ...one, departedAt: at, transferred: true },
        { ...one, arrivedAt: at },
      ]
    })
    expect(learnt(halved)).toEqual(learnt(whole))
  })

  test('is nobody’s to say of a stage that few have come to, and it says how few and since when', () => {
    const few = Array.from({ length: 19 }, (_, index) => stay(200 + index, 100))
    expect(learnt(few)).toEqual({ p50: null, p85: null, leavesWithin7Days: null, visits: 19, since: NOW - 218 * HOUR, until: NOW })
    expect(learnt([...few, stay(150, 20)])).toMatchObject({ visits: 20, p50: 109 * HOUR })
    expect(usualStays([], rules, NOW)[0]).toMatchObject({ p50: null, visits: 0, since: null })
  })

  test('rests on the time that is kept: an older visit counts from the age at which it came under watch', () => {
    const days = WATCHED_MS / HOUR
    const long = Array.from({ length: 20 }, (_, index) => stay(2 * days, days - 24 - index))
    expect(learnt(long)).toMatchObject({ visits: 20, since: NOW - WATCHED_MS })
    const [leave, stayOn] = [Array.from({ length: 20 }, () => stay(100, 95)), Array.from({ length: 20 }, () => stay(50, null))]
    expect(learnt([...long, ...leave, ...stayOn])).toMatchObject({ visits: 60, p50: 5 * HOUR })
    expect(learnt(long.map((one) => ({ ...one, departedAt: NOW - WATCHED_MS - HOUR })))).toMatchObject({ visits: 0 })
  })
})

describe('the chance that who has outlasted the expectation leaves within the week', () => {
  /** 85 leave at ten hours; of fifteen who outlast it, so many leave two days later, and the others after a month. */
  const fifteen = (soon: number) => [
    ...Array.from({ length: 85 }, () => stay(1500, 1490)),
    ...Array.from({ length: soon }, () => stay(1500, 1442)),
    ...Array.from({ length: 15 - soon }, () => stay(1500, 780)),
  ]

  test('is the share of them who do', () => {
    expect(learnt(fifteen(6))).toMatchObject({ p85: 10 * HOUR })
    expect(learnt(fifteen(6))?.leavesWithin7Days).toBeCloseTo(6 / 15, 10)
    expect(learnt(fifteen(0))?.leavesWithin7Days).toBeCloseTo(0, 10)
    expect(learnt(fifteen(15))?.leavesWithin7Days).toBeCloseTo(1, 10)
  })

  test('is not told of fewer than ten, nor where nobody was watched for all of the week', () => {
    const nine = [...Array.from({ length: 51 }, () => stay(1500, 1490)), ...Array.from({ length: 9 }, () => stay(1500, 780))]
    expect(learnt(nine)).toMatchObject({ p85: 10 * HOUR, leavesWithin7Days: null })
    const young = [...Array.from({ length: 85 }, () => stay(1500, 1490)), ...Array.from({ length: 15 }, () => stay(60, null))]
    expect(learnt(young)).toMatchObject({ p85: 10 * HOUR, leavesWithin7Days: null })
  })

  test('is told where nearly all have left before anybody was watched for all of the week', () => {
    const quick = Array.from({ length: 170 }, () => stay(99, 89))
    const after = (left: number) => learnt([...quick, ...Array.from({ length: 30 }, (_, index) => stay(99, index < left ? 79 : null))])
    expect(after(29)?.leavesWithin7Days).toBeCloseTo(29 / 30, 10)
    expect(after(28)?.leavesWithin7Days).toBeNull()
  })
})

test('it is learnt at once, and then every seven days', () => {
  expect(isToLearn(NOTHING_LEARNT, 0)).toBe(true)
  expect([106, 107].map((today) => isToLearn({ day: 100, stages: [] }, today))).toEqual([false, true])
})
