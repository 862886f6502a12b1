import * as words from './generated/messages.js'
import type { Language } from './language.ts'

/**
 * Dates and times on screen, in the council's time zone. Intl only reckons the calendar: the names of days and months are
 * words of Weir's own, because Chromium has no Welsh dates (it silently says them in English), and because Welsh of other
 * browsers puts "am 14:05", which reads as a.m.
 */

const MONTHS = [
  words.month_1,
  words.month_2,
  words.month_3,
  words.month_4,
  words.month_5,
  words.month_6,
  words.month_7,
  words.month_8,
  words.month_9,
  words.month_10,
  words.month_11,
  words.month_12,
] as const
const WEEKDAYS = [words.weekday_0, words.weekday_1, words.weekday_2, words.weekday_3, words.weekday_4, words.weekday_5, words.weekday_6] as const

interface Local {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly time: string
}

/** Monday 9 March 2026 */
export function dateText(at: number, timeZone: string, language: Language): string {
  const { year, month, day } = local(at, timeZone)
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? words.weekday_0
  return words.full_date({ weekday: weekday({}, { locale: language }), day, month: monthName(month, language), year }, { locale: language })
}

/** Monday 9 March */
export function dayText(at: number, timeZone: string, language: Language): string {
  const { year, month, day } = local(at, timeZone)
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? words.weekday_0
  return words.day_and_month({ weekday: weekday({}, { locale: language }), day, month: monthName(month, language) }, { locale: language })
}

/** The day before, as `dayText` says it: the last day that is over */
export function dayBeforeText(at: number, timeZone: string, language: Language): string {
  const { year, month, day } = local(at, timeZone)
  return dayText(Date.UTC(year, month - 1, day - 1), 'UTC', language)
}

/** 9 March: where many stand on an axis */
export function dayOfMonthText(at: number, timeZone: string, language: Language): string {
  const { month, day } = local(at, timeZone)
  return words.day_of_month({ day, month: monthName(month, language) }, { locale: language })
}

/** 14:05 */
export const timeText = (at: number, timeZone: string): string => local(at, timeZone).time

/** 14:05 where `at` is of the same day as `now`; else with its date, and with its year where that is another. */
export function momentText(at: number, timeZone: string, language: Language, now: number): string {
  const then = local(at, timeZone)
  const today = local(now, timeZone)
  const said = { time: then.time, day: then.day, month: monthName(then.month, language) }
  if (then.year !== today.year) return words.moment_another_year({ ...said, year: then.year }, { locale: language })
  if (then.month !== today.month || then.day !== today.day) return words.moment_another_day(said, { locale: language })
  return then.time
}

const monthName = (month: number, language: Language): string => (MONTHS[month - 1] ?? words.month_1)({}, { locale: language })

const calendars = new Map<string, Intl.DateTimeFormat>()

function local(at: number, timeZone: string): Local {
  let calendar = calendars.get(timeZone)
  if (!calendar) {
    calendar = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    calendars.set(timeZone, calendar)
  }
  const parts = Object.fromEntries(calendar.formatToParts(at).map((part) => [part.type, part.value]))
  return { year: Number(parts['year']), month: Number(parts['month']), day: Number(parts['day']), time: `${parts['hour']}:${parts['minute']}` }
}
