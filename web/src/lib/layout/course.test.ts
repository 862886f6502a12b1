import { describe, expect, test } from 'vitest'
import { courseOf } from './course.ts'

/** Broken to see these fail: levels reckoned forward from nought; departures drawn upward. */
const DAY = 86_400_000
const MONDAY = Date.parse('2026-02-02T00:00:00Z')
const flow = {
  pathway: 'p',
  stage: 's',
  usual: { waiting: 4, arrivals: 2, departures: 2 },
  days: { from: MONDAY, arrived: [2, 2, 2, 2], departed: [2, 2, 0, 0] },
}

describe('the course of a stage', () => {
  const course = courseOf(flow, 8, MONDAY + 2 * DAY)
  test('is reckoned back from how many are there now', () => {
    expect(course?.bars.map(({ there }) => there)).toEqual([4, 4, 6, 8])
  })
  test('has what came in upward, what went out downward, on one scale', () => {
    expect(course?.bars.map(({ up, down }) => [up, down])).toEqual([
      [50, 50],
      [50, 50],
      [50, 0],
      [50, 0],
    ])
  })
  test('marks where it began, and the Mondays', () => {
    expect(course).toMatchObject({ sinceX: 50, weeks: [{ at: MONDAY, x: 0 }], levelUsual: 50 })
  })
  test('says how many came in and went out at most, and when a record begins that is shorter than what is told', () => {
    expect(course).toMatchObject({ mostIn: 2, mostOut: 2, recordBegins: MONDAY })
    const long = { from: MONDAY, arrived: Array.from({ length: 42 }, () => 3), departed: Array.from({ length: 42 }, () => 1) }
    expect(courseOf({ ...flow, days: long }, 8, MONDAY)).toMatchObject({ mostIn: 3, mostOut: 1, recordBegins: null })
  })
  test('is nothing to draw where the days are not told', () => {
    expect(courseOf({ ...flow, days: null }, 8, MONDAY)).toBeNull()
  })
})
