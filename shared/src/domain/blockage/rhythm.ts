import type { LocalDay } from '../local-time.ts'
import { type Calendar, isWorkingDay } from '../working-time.ts'
import type { Counted } from './flow.ts'

/**
 * How much of an ordinary working day a day is worth: 1 for a working day, next to nothing for a Sunday in an office, and
 * whatever the counts say for a service that works at weekends or a panel that meets on Tuesdays. Learnt from the same
 * weekdays before, and drawn towards the calendar where there is little to learn from.
 */
export interface Rhythm {
  readonly worth: (day: LocalDay) => number
}

/** As many counts as this speak for the calendar against what was counted. */
const CALENDAR_SPEAKS = 40
const WEEK = 7

export const weekdayOf = (day: LocalDay): number => ((day % WEEK) + WEEK) % WEEK

export function calendarRhythm(calendar: Calendar): Rhythm {
  return { worth: (day) => (isWorkingDay(day, calendar) ? 1 : 0) }
}

/** From counts of days that were ordinary (today and whatever was out of the ordinary left out); several places may be in it. */
export function rhythmOf(ordinary: readonly Counted[], calendar: Calendar): Rhythm {
  const kindOf = (day: LocalDay): number => (isHoliday(day, calendar) ? HOLIDAY : weekdayOf(day))
  const kinds = Array.from({ length: WEEK + 1 }, () => ({ days: 0, count: 0 }))
  for (const { day, count } of ordinary) {
    const kind = kinds[kindOf(day)]
    if (!kind) continue
    kind.days++
    kind.count += count
  }
  const working = kinds.filter((_kind, number) => isWorking(number))
  const aDay = sumOf(working, 'count') / Math.max(sumOf(working, 'days'), 1)
  if (aDay === 0) return calendarRhythm(calendar)
  const worths = kinds.map(({ days, count }, number) => (count + CALENDAR_SPEAKS * (isWorking(number) ? 1 : 0)) / (days * aDay + CALENDAR_SPEAKS))
  return { worth: (day) => worths[kindOf(day)] ?? 1 }
}

/** Days are of eight kinds: the weekdays, and holidays that would have been working days. */
const HOLIDAY = WEEK

/** 1970-01-01 was a Thursday: weekday 2 is a Saturday, 3 a Sunday. */
const isWeekend = (weekday: number): boolean => weekday === 2 || weekday === 3
const isWorking = (kind: number): boolean => kind !== HOLIDAY && !isWeekend(kind)
const isHoliday = (day: LocalDay, calendar: Calendar): boolean => !isWeekend(weekdayOf(day)) && !isWorkingDay(day, calendar)

const sumOf = (kinds: readonly { readonly days: number; readonly count: number }[], what: 'days' | 'count'): number =>
  kinds.reduce((sum, kind) => sum + kind[what], 0)
