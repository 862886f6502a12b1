import { describe, expect, test } from 'vitest'
import { MONDAY, OFFICE, counted, even, office } from '../../../test/made-days.ts'
import { calendarRhythm, rhythmOf, weekdayOf } from './rhythm.ts'

const week = (worth: (day: number) => number) => Array.from({ length: 7 }, (_, index) => worth(MONDAY + index))

describe('what a day is worth', () => {
  test('is what the calendar says until something was counted', () => {
    expect(week(calendarRhythm(OFFICE).worth)).toEqual([1, 1, 1, 1, 1, 0, 0])
    expect(week(rhythmOf([], OFFICE).worth)).toEqual([1, 1, 1, 1, 1, 0, 0])
  })
  test('is nothing on a Sunday in an office', () => {
    const { worth } = rhythmOf(office(even(60)), OFFICE)
    expect(worth(MONDAY + 6)).toBe(0)
    expect(worth(MONDAY)).toBeGreaterThan(0.5)
  })
  test('is learnt where people work at weekends', () => {
    const days = Array.from({ length: 98 }, (_, index) => counted(MONDAY + index, 10))
    expect(
      week(rhythmOf(days, OFFICE).worth)
        .slice(5)
        .every((worth) => worth > 0.7),
    ).toBe(true)
  })
  test('is all in one day for a panel that meets on Tuesdays', () => {
    const days = Array.from({ length: 112 }, (_, index) => counted(MONDAY + index, weekdayOf(MONDAY + index) === weekdayOf(MONDAY + 1) ? 20 : 0))
    const worths = week(rhythmOf(days, OFFICE).worth)
    expect(worths[1]).toBeGreaterThan(3)
    expect(worths[2]).toBeLessThan(0.5)
  })
  test('is little on a bank holiday', () => {
    const holiday = MONDAY + 7
    const { worth } = rhythmOf(office(even(60)).map((day) => (day.day === holiday ? { ...day, count: 0 } : day)), { ...OFFICE, holidays: ['2025-01-13'] }) // prettier-ignore
    expect(worth(holiday)).toBeLessThan(0.1)
  })
})
