import { describe, expect, test } from 'vitest'
import { evenPlace } from '../../../test/made-places.ts'
import { random } from '../random.ts'
import { dueFirstShare, openCohorts } from './cohorts.ts'
import { type OverdueDay, waitedOf } from './place.ts'

const TODAY = 100
const due = { overdue: 2, dueByDay: new Map([[100, 3], [102, 4]]), dueOf: (day: number) => day + 1, past: [] } // prettier-ignore
const open = (dueFirst: number) => openCohorts(12, due, TODAY, 5, dueFirst, random(1))

describe('those who wait, by the day on which they are due', () => {
  test('are overdue at the end of that day where nobody leaves', () => {
    const cohorts = open(1)
    cohorts.begin()
    expect([0, 1, 2, 3, 4].map((day) => cohorts.step(day, 0, 0))).toEqual([5, 5, 9, 9, 9])
  })

  test('leave first due first where that is the rule, so that the overdue go before all', () => {
    const cohorts = open(1)
    cohorts.begin()
    expect([2, 3, 0, 0, 99].map((left, day) => cohorts.step(day, 0, left))).toEqual([3, 0, 4, 4, 0])
  })

  test('are never fewer than none, so that whoever comes after the last has left is there', () => {
    const cohorts = open(0)
    cohorts.begin()
    cohorts.step(0, 0, 99)
    expect([1, 2].map((day) => cohorts.step(day, 1, 0))).toEqual([0, 1])
    expect(cohorts.step(3, 0, 1)).toBeLessThanOrEqual(1)
    expect(cohorts.step(4, 0, 1)).toBe(0)
  })

  test('leave in any order where that is the rule', () => {
    const cohorts = open(0)
    let overdue = 0
    for (let round = 0; round < 2000; round++) {
      cohorts.begin()
      overdue += cohorts.step(0, 0, 6)
    }
    expect(overdue / 2000).toBeGreaterThan(2.35) // half of the five
    expect(overdue / 2000).toBeLessThan(2.65)
  })

  test('are joined by those who come, due in their turn', () => {
    const cohorts = open(1)
    cohorts.begin()
    expect([0, 1, 2].map((day) => cohorts.step(day, day === 0 ? 7 : 0, 0))).toEqual([5, 12, 16])
  })

  test('are the same at the beginning of every path', () => {
    const cohorts = open(1)
    cohorts.begin()
    cohorts.step(0, 5, 3)
    cohorts.begin()
    expect(cohorts.step(0, 0, 0)).toBe(5)
  })
})

describe('whether the first due leaves first', () => {
  const place = evenPlace({ came: 4, went: 4, waiting: 40 })
  const share = (past: readonly OverdueDay[]) => dueFirstShare(place, { ...due, past }, waitedOf(place))
  const days = place.judged.departed.days.filter(({ count }) => count > 0).map(({ day }) => day)

  test('is an even mixture where nobody knows', () => {
    expect(share([])).toBe(0.5)
    expect(share(days.map((day) => ({ day, count: 10, left: null })))).toBe(0.5)
  })

  test('is seen from how many of those who left were overdue', () => {
    expect(share(days.map((day) => ({ day, count: 10, left: 4 })))).toBeGreaterThan(0.95)
    expect(share(days.map((day) => ({ day, count: 10, left: 1 })))).toBeLessThan(0.1)
  })
})
