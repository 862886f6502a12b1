import { Temporal } from 'temporal-polyfill'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zoneAndInstant, zoned } from '../../test/local-days.ts'
import { PATIENCE_MS, runs } from '../../test/runs.ts'
import { DAY, type Instant } from '../contract/instant.ts'
import { type Calendar, addWorkingDays, workingDaysBetween } from './working-time.ts'

/**
 * Law 7: working time is right: bank holidays, both clock-change weekends, leap days; against a walk from day to day.
 * Broken on purpose: holidays counted as working days, and the last day ended at its beginning; both failed here.
 */

const works = (date: Temporal.PlainDate, { holidays }: Calendar) => date.dayOfWeek <= 5 && !holidays.includes(date.toString())

function walk(from: Instant, days: number, calendar: Calendar): Instant {
  let date = zoned(from, calendar.timeZone).toPlainDate()
  for (let count = 0; count < days;) {
    date = date.add({ days: 1 })
    if (works(date, calendar)) count++
  }
  return date.add({ days: 1 }).toZonedDateTime(calendar.timeZone).epochMilliseconds
}

function count(a: Instant, b: Instant, calendar: Calendar): number {
  const [from, to] = [zoned(a, calendar.timeZone).toPlainDate(), zoned(b, calendar.timeZone).toPlainDate()]
  if (Temporal.PlainDate.compare(from, to) > 0) return -count(b, a, calendar)
  let days = 0
  for (let date = from; !date.equals(to);) {
    date = date.add({ days: 1 })
    if (works(date, calendar)) days++
  }
  return days
}

/** Some of the dates around an instant are holidays, weekends among them. */
const calendars = zoneAndInstant.chain(({ timeZone, at }) =>
  fc.record({
    at: fc.constant(at),
    calendar: fc.record({
      timeZone: fc.constant(timeZone),
      holidays: fc.uniqueArray(fc.integer({ min: -10, max: 40 }), { maxLength: 8 }).map((days) =>
        days.map((day) =>
          zoned(at + day * DAY, timeZone)
            .toPlainDate()
            .toString(),
        ),
      ),
    }),
  }),
)

test('a limit of working days ends at the midnight to which a walk from day to day comes', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(calendars, fc.integer({ min: 0, max: 60 }), ({ at, calendar }, days) => {
      expect(addWorkingDays(at, days, calendar)).toBe(walk(at, days, calendar))
    }),
    runs(2000),
  )
})

test('working days between two instants are those that a walk from day to day meets', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(calendars, fc.integer({ min: -40 * DAY, max: 40 * DAY }), ({ at, calendar }, apart) => {
      expect(workingDaysBetween(at, at + apart, calendar)).toBe(count(at, at + apart, calendar))
    }),
    runs(2000),
  )
})

test('a limit of n working days has n working days in it, to its last millisecond', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(calendars, fc.integer({ min: 0, max: 60 }), ({ at, calendar }, days) => {
      expect(workingDaysBetween(at, addWorkingDays(at, days, calendar) - 1, calendar)).toBe(days)
    }),
    runs(1000),
  )
})

describe('by the calendar of England and Wales', () => {
  const london: Calendar = { timeZone: 'Europe/London', holidays: ['2025-12-25', '2025-12-26', '2026-01-01', '2026-04-03', '2026-04-06'] }
  const at = (text: string) => Date.parse(text)

  test.each([
    ['a day from a Monday is the end of Tuesday', '2026-11-23T09:00:00Z', 1, '2026-11-25T00:00:00Z'],
    ['a day from a Friday is the end of Monday', '2026-11-20T16:59:59Z', 1, '2026-11-24T00:00:00Z'],
    ['a day from a Saturday is the end of Monday', '2026-11-21T12:00:00Z', 1, '2026-11-24T00:00:00Z'],
    ['no day is the end of the date itself', '2026-11-23T09:00:00Z', 0, '2026-11-24T00:00:00Z'],
    ['no day is the end of a Sunday too', '2026-11-22T09:00:00Z', 0, '2026-11-23T00:00:00Z'],
    ['Christmas and Boxing Day are not counted', '2025-12-24T10:00:00Z', 1, '2025-12-30T00:00:00Z'],
    ['Good Friday and Easter Monday are not counted', '2026-04-02T10:00:00+01:00', 1, '2026-04-08T00:00:00+01:00'],
    ['over the weekend on which summer time begins, midnight comes an hour early', '2026-03-27T10:00:00Z', 1, '2026-03-30T23:00:00Z'],
    ['over the weekend on which summer time ends, midnight comes an hour late', '2026-10-23T10:00:00+01:00', 1, '2026-10-27T00:00:00Z'],
    ['the last minute of a summer evening is still that day', '2026-07-01T22:59:59Z', 1, '2026-07-02T23:00:00Z'],
    ['the first minute of a summer night is the next day', '2026-07-01T23:00:00Z', 1, '2026-07-03T23:00:00Z'],
    ['a leap day counts', '2024-02-28T10:00:00Z', 1, '2024-03-01T00:00:00Z'],
    ['forty-two days are eight weeks and two days, and holidays', '2025-12-01T10:00:00Z', 42, '2026-02-03T00:00:00Z'],
  ])('%s', (_name, from, days, until) => {
    expect(new Date(addWorkingDays(at(from), days, london)).toISOString()).toBe(new Date(at(until)).toISOString())
  })

  test('a number of days that is no such number is refused, with the number', () => {
    expect(() => addWorkingDays(0, -1, london)).toThrow(new RangeError('invalid number of working days: -1'))
    expect(() => addWorkingDays(0, 1.5, london)).toThrow(RangeError)
    expect(() => addWorkingDays(0, NaN, london)).toThrow(RangeError)
  })

  test('days between are negative where the second is the earlier', () => {
    expect(workingDaysBetween(at('2026-11-23T09:00:00Z'), at('2026-11-20T09:00:00Z'), london)).toBe(-1)
    expect(workingDaysBetween(at('2026-11-21T09:00:00Z'), at('2026-11-22T09:00:00Z'), london)).toBe(0)
  })
})
