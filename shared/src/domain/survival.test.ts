import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from './random.ts'
import { survivalCurve, type WatchedVisit } from './survival.ts'

/**
 * Against the textbook's product, term by term. Broken on purpose: those still open left out, a late entry at risk from
 * birth, those who end at an age not at risk there, fractions taken as exact; all failed here.
 */

const visit = (until: number, ended: boolean, from = 0): WatchedVisit => ({ from, until, ended })

/** The share that stays beyond an age, straight from the definition. */
function productLimit(visits: readonly WatchedVisit[], age: number): number {
  const ages = [...new Set(visits.filter(({ ended, until }) => ended && until <= age).map(({ until }) => until))]
  return ages.reduce((share, at) => {
    const ended = visits.filter((one) => one.ended && one.until === at).length
    return share * (1 - ended / visits.filter(({ from, until }) => from <= at && at <= until).length)
  }, 1)
}

const visits = fc.array(
  fc.record({ from: fc.nat(20), watched: fc.nat(30), ended: fc.boolean() }).map(({ from, watched, ended }) => ({ from, until: from + watched, ended })),
  { maxLength: 40 },
)

/** Visits whose curve the textbook would end early: all at risk leave while others are still to come under watch. */
const emptiesEarly = (record: readonly WatchedVisit[]): boolean =>
  record.some(
    ({ ended, until: at }) =>
      ended && record.some(({ from }) => from > at) && record.every((one) => one.from > at || one.until < at || (one.ended && one.until === at)),
  )

describe('survivalCurve', () => {
  test('Freireich 1963, remission on 6-MP: the curve of every textbook', () => {
    const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    const open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    const curve = survivalCurve([...ended.map((age) => visit(age, true)), ...open.map((age) => visit(age, false))])
    const staying = [6, 7, 10, 13, 16, 22, 23].map((age) => Number((1 - curve.probabilityLeft(age)).toFixed(3)))
    expect(staying).toEqual([0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448])
    expect(curve.quantile(0.5)).toBe(23)
    expect([curve.expectation, curve.watchedUntil]).toEqual([null, 35])
  })

  test('it is the product over the ages of 1 less the share of those watched that ended', () => {
    fc.assert(
      fc.property(visits, fc.nat(60), (record, age) => {
        fc.pre(!emptiesEarly(record))
        expect(survivalCurve(record).probabilityLeft(age)).toBeCloseTo(1 - productLimit(record, age), 10)
      }),
    )
  })

  test('without open visits a quantile is the nearest rank', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 100 }), (ages, percent) => {
        const curve = survivalCurve(ages.map((age) => visit(age, true)))
        const sorted = ages.toSorted((a, b) => a - b)
        expect(curve.quantile(percent / 100)).toBe(sorted[Math.ceil((sorted.length * percent) / 100) - 1])
      }),
    )
  })

  test('eight of ten having left is 80 %, whatever the fractions round to', () => {
    expect(survivalCurve([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((age) => visit(age, true))).quantile(0.8)).toBe(8)
  })

  test('a blocked stage does not look quick because only the quick got through', () => {
    const through = Array.from({ length: 20 }, (_, index) => visit(1 + (index % 3), true))
    const stuck = Array.from({ length: 60 }, () => visit(30, false))
    expect(survivalCurve(through).quantile(0.5)).toBe(2)
    expect(survivalCurve([...through, ...stuck]).quantile(0.5)).toBeNull()
  })

  test('a visit counts only at the ages at which it was watched', () => {
    const curve = survivalCurve([visit(5, true), visit(6, false), visit(40, true, 30), visit(50, true, 30)])
    expect([curve.atRisk(5), curve.atRisk(10), curve.atRisk(30), curve.atRisk(45)]).toEqual([2, 0, 2, 1])
    expect(curve.probabilityLeft(5)).toBeCloseTo(0.5, 12)
    expect(curve.probabilityLeft(40)).toBeCloseTo(0.75, 12)
  })

  test('the chance to leave within a span is of those who have stayed so far', () => {
    const curve = survivalCurve([1, 2, 3, 4].map((age) => visit(age, true)))
    expect(curve.chanceToLeaveWithin(0, 1)).toBeCloseTo(1 / 4, 12)
    expect(curve.chanceToLeaveWithin(2, 1)).toBeCloseTo(1 / 2, 12)
    expect(curve.chanceToLeaveWithin(2.5, 10)).toBe(1)
  })

  test('where nobody of an age was watched, or none was seen to outlast it, there is no chance to give', () => {
    expect(survivalCurve([]).chanceToLeaveWithin(0, 1)).toBeNull()
    expect(survivalCurve([visit(5, false)]).chanceToLeaveWithin(6, 1)).toBeNull()
    expect(survivalCurve([visit(5, true)]).chanceToLeaveWithin(5, 1)).toBeNull()
  })

  test('a young record whose few first visits all ended does not end the curve for the old ones', () => {
    const curve = survivalCurve([visit(1, true), visit(2, true), ...[210, 220, 230, 240].map((age) => visit(age, true, 200))])
    expect(curve.chanceToLeaveWithin(205, 15)).toBeCloseTo(1 / 2, 12)
    expect(curve.probabilityLeft(100)).toBeCloseTo(1 - (1 / 2) * (1 / 2), 12)
  })

  test('a visit that ends as it begins counts: those who pass straight through are part of the stage', () => {
    const curve = survivalCurve([visit(0, true), visit(0, true), visit(8, true), visit(9, true)])
    expect(curve.probabilityLeft(0)).toBe(0.5)
  })

  test('who died or was admitted is censored by the caller, and is no progress', () => {
    const [progress, died] = [Array.from({ length: 5 }, () => visit(10, true)), Array.from({ length: 5 }, () => visit(3, false))]
    expect(survivalCurve([...progress, ...died]).probabilityLeft(5)).toBe(0)
  })

  test('it finds the 85 % of waiting times that are known, through open visits and late beginnings', () => {
    const chance = random(5)
    const record = Array.from({ length: 20_000 }, () => {
      const wait = -10 * Math.log(1 - chance())
      const [from, now] = [chance() < 0.3 ? 8 * chance() : 0, 25 * chance()]
      return wait < from || now < from ? [] : [visit(Math.min(wait, now), wait <= now, from)]
    }).flat()
    const curve = survivalCurve(record)
    expect(Math.abs((curve.expectation ?? 0) / (10 * Math.log(1 / 0.15)) - 1)).toBeLessThan(0.04)
    expect(Math.abs((curve.chanceToLeaveWithin(12, 5) ?? 0) - (1 - Math.exp(-0.5)))).toBeLessThan(0.03)
  })

  test('nothing watched leaves nothing known', () => {
    const curve = survivalCurve([])
    expect([curve.probabilityLeft(9), curve.quantile(0.5), curve.quantile(0), curve.expectation, curve.atRisk(0), curve.watchedUntil]).toEqual([
      0,
      null,
      0,
      null,
      0,
      0,
    ])
  })

  test('ages that cannot be are refused with their place', () => {
    expect(() => survivalCurve([visit(1, true), visit(1, true, 2)])).toThrow(new RangeError('invalid visit: visits[1] is watched from 2 until 1'))
    expect(() => survivalCurve([visit(NaN, true)])).toThrow('visits[0] is watched from 0 until NaN')
    expect(() => survivalCurve([visit(Infinity, false)])).toThrow('until Infinity')
    expect(() => survivalCurve([]).quantile(1.5)).toThrow('invalid probability: 1.5')
    expect(() => survivalCurve([]).chanceToLeaveWithin(-1, 2)).toThrow('invalid age or span: -1, 2')
  })
})
