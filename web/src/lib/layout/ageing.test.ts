import { describe, expect, test } from 'vitest'
import { madeExpectation } from '../made.ts'
import { ageingOf } from './ageing.ts'

/** Broken to see these fail: ages measured from the oldest's entry; marks at the top in place of where they fall. */
const DAY = 86_400_000
const NOW = 100 * DAY
const there = (waiting: number, [p50, p85, p95, oldest]: readonly [number, number, number, number]) => ({
  waiting,
  enteredAt: { p50: NOW - p50 * DAY, p85: NOW - p85 * DAY, p95: NOW - p95 * DAY },
  oldestEnteredAt: NOW - oldest * DAY,
  expectation: null,
})

describe('the ages of those who are there', () => {
  test('fall from all of them to the one who has been there longest', () => {
    const marks = ageingOf(there(20, [5, 10, 20, 40]), NOW)?.marks
    expect(marks?.map(({ x, y, longer }) => [x, y, longer])).toEqual([
      [12.5, 50, 10],
      [25, 85, 3],
      [50, 95, 1],
      [100, 95, 1],
    ])
  })
  test('stand against the age by which 85 in 100 usually leave, where that is known and within the picture', () => {
    const usualAt = (p85: number | null) => ageingOf({ ...there(20, [5, 10, 20, 40]), expectation: madeExpectation({ p85 }) }, NOW)?.usual
    expect([usualAt(30 * DAY), usualAt(41 * DAY), usualAt(null)]).toEqual([{ ageMs: 30 * DAY, x: 75 }, null, null])
  })
  test('are drawn as steps: level from one known age to the next, never joined', () => {
    const edge = ageingOf(there(20, [5, 10, 20, 40]), NOW)?.edge ?? ''
    const points = [...edge.matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)])
    for (const [index, [x, y]] of points.entries()) {
      const [wasX, wasY] = points[index - 1] ?? [x, y]
      expect([x === wasX || y === wasY, x, y]).toEqual([true, x, y])
    }
    expect(points).toContainEqual([12.5, 0])
    expect(points).toContainEqual([12.5, 50])
  })
  test('have an axis of whole days', () => {
    expect(ageingOf(there(20, [5, 10, 20, 40]), NOW)?.ticks).toEqual([0, 10, 20, 30, 40].map((days) => ({ days, x: days * 2.5 })))
  })
  test('are nothing to draw where nobody is there', () => {
    expect(ageingOf({ waiting: 0, enteredAt: { p50: null, p85: null, p95: null }, oldestEnteredAt: null, expectation: null }, NOW)).toBeNull()
  })
})
