import { describe, expect, test } from 'vitest'
import { dateText, dayBeforeText, dayOfMonthText, momentText, timeText } from './date.ts'

const at = Date.parse
const LONDON = 'Europe/London'

describe('dates are said in both languages, in the time zone of the council', () => {
  test('a date has its weekday, day, month and year', () => {
    expect(dateText(at('2026-03-09T14:05:00Z'), LONDON, 'en')).toBe('Monday 9 March 2026')
    expect(dateText(at('2026-03-09T14:05:00Z'), LONDON, 'cy')).toBe('dydd Llun 9 Mawrth 2026')
  })

  test('the day is that of the council, not of the reader or of UTC', () => {
    const evening = at('2015-02-10T02:30:00Z')
    expect(dateText(evening, 'America/New_York', 'en')).toBe('Monday 9 February 2015')
    expect(timeText(evening, 'America/New_York')).toBe('21:30')
    expect(dateText(evening, LONDON, 'cy')).toBe('dydd Mawrth 10 Chwefror 2015')
  })

  test('the time is of 24 hours, also at midnight and in summer time', () => {
    expect(timeText(at('2026-07-01T23:00:00Z'), LONDON)).toBe('00:00')
    expect(timeText(at('2026-07-01T12:05:00Z'), LONDON)).toBe('13:05')
  })

  test('the day before is the last that is over, in the time zone of the council', () => {
    expect(dayBeforeText(at('2015-02-10T02:30:00Z'), 'America/New_York', 'en')).toBe('Sunday 8 February')
    expect(dayBeforeText(at('2026-03-01T09:00:00Z'), LONDON, 'cy')).toBe('dydd Sadwrn 28 Chwefror')
    expect(dayOfMonthText(at('2026-03-01T09:00:00Z'), LONDON, 'cy')).toBe('1 Mawrth')
  })

  test('a moment says no more than is needed to know when it was', () => {
    const now = at('2026-03-09T14:05:00Z')
    expect(momentText(at('2026-03-09T09:00:00Z'), LONDON, 'cy', now)).toBe('09:00')
    expect(momentText(at('2026-03-08T23:59:00Z'), LONDON, 'en', now)).toBe('23:59 on 8 March')
    expect(momentText(at('2026-03-08T23:59:00Z'), LONDON, 'cy', now)).toBe('23:59 ar 8 Mawrth')
    expect(momentText(at('2025-12-31T10:00:00Z'), LONDON, 'cy', now)).toBe('10:00 ar 31 Rhagfyr 2025')
  })

  test('Welsh never says "am" before a time, which reads as a.m.', () => {
    for (const month of Array.from({ length: 12 }, (_, index) => index)) {
      const day = Date.UTC(2026, month, 5, 14, 5)
      expect(`${dateText(day, LONDON, 'cy')} ${momentText(day, LONDON, 'cy', 0)}`).not.toMatch(/\bam\b/)
    }
  })
})
