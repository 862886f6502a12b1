import { Temporal } from 'temporal-polyfill'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PATIENCE_MS, runs } from '../../test/runs.ts'
import { zoneAndInstant, zoned } from '../../test/local-days.ts'
import { addLocalDays, localDay, startOfDay } from './local-time.ts'

/**
 * Law 7, the days: the council's own clock, against what Temporal says of each single instant.
 * Broken on purpose: a day of always 24 hours, and days of UTC; both failed here. (Not on purpose: offsets once remembered by
 * the quarter of an hour, which was wrong where clocks changed at a minute past midnight.)
 */

const dayNumber = (date: Temporal.PlainDate) => Temporal.PlainDate.from('1970-01-01').until(date).days
const at = (text: string) => Date.parse(text)

test('an instant falls on the local day that the calendar on the wall shows', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(zoneAndInstant, ({ timeZone, at }) => {
      expect(localDay(at, timeZone)).toBe(dayNumber(zoned(at, timeZone).toPlainDate()))
    }),
    runs(5000),
  )
})

test('a local day begins at its first moment, and that moment is on that day', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(zoneAndInstant, ({ timeZone, at }) => {
      const day = localDay(at, timeZone)
      expect(startOfDay(day, timeZone)).toBe(zoned(at, timeZone).startOfDay().epochMilliseconds)
      expect(localDay(startOfDay(day, timeZone), timeZone)).toBe(day)
    }),
    runs(3000),
  )
})

test('days later is the same local time, however the clocks changed on the way', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(zoneAndInstant, fc.integer({ min: 0, max: 400 }), ({ timeZone, at }, days) => {
      expect(addLocalDays(at, days, timeZone)).toBe(zoned(at, timeZone).add({ days }).epochMilliseconds)
    }),
    runs(3000),
  )
})

describe('by the calendar', () => {
  test.each([
    ['a spring day in London has 23 hours', 'Europe/London', '2026-03-29', '2026-03-29T00:00:00Z', 23],
    ['an autumn day in London has 25 hours', 'Europe/London', '2026-10-25', '2026-10-24T23:00:00Z', 25],
    ['a spring day in New York has 23 hours', 'America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', 23],
    ['an autumn day in New York has 25 hours', 'America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', 25],
    ['a day whose midnight is skipped begins at one in the morning', 'America/Sao_Paulo', '2017-10-15', '2017-10-15T03:00:00Z', 23],
    ['a spring day in Beirut begins at one in the morning', 'Asia/Beirut', '2024-03-31', '2024-03-30T22:00:00Z', 23],
    ['a day in Kolkata begins on the half-hour of UTC', 'Asia/Kolkata', '2024-02-29', '2024-02-28T18:30:00Z', 24],
  ])('%s', (_name, timeZone, date, begins, hours) => {
    const day = dayNumber(Temporal.PlainDate.from(date))
    expect(startOfDay(day, timeZone)).toBe(at(begins))
    expect(startOfDay(day + 1, timeZone) - startOfDay(day, timeZone)).toBe(hours * 3_600_000)
  })

  test('half past one is an hour later where the clocks skip it, and the first of two where they repeat it', () => {
    expect(addLocalDays(at('2026-03-28T01:30:00Z'), 1, 'Europe/London')).toBe(at('2026-03-29T01:30:00Z')) // 02:30 on the wall
    expect(addLocalDays(at('2026-10-24T00:30:00Z'), 1, 'Europe/London')).toBe(at('2026-10-25T00:30:00Z'))
    expect(addLocalDays(at('2026-10-25T01:30:00Z'), 0, 'Europe/London')).toBe(at('2026-10-25T01:30:00Z')) // the second of them stays itself
  })

  test('a leap day is a day', () => {
    expect(addLocalDays(at('2024-02-28T09:00:00Z'), 2, 'Europe/London')).toBe(at('2024-03-01T09:00:00Z'))
    expect(addLocalDays(at('2026-02-28T09:00:00Z'), 1, 'Europe/London')).toBe(at('2026-03-01T09:00:00Z'))
  })
})
