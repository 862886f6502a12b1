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
  const working = ordinary.filter(({ day }) => isWorkingDay(day, calendar))
  const aDay = sumOf(working) / Math.max(working.length, 1)
  if (aDay === 0) return calendarRhythm(calendar)
  const learnt = (days: readonly Counted[], prior: number) => (sumOf(days) + CALENDAR_SPEAKS * prior) / (days.length * aDay + CALENDAR_SPEAKS)
  const holidays = ordinary.filter(({ day }) => isHoliday(day, calendar))
  const weekdays = Array.from({ length: WEEK }, (_, weekday) =>
    learnt(
      ordinary.filter(({ day }) => weekdayOf(day) === weekday && !isHoliday(day, calendar)),
      isWeekend(weekday) ? 0 : 1,
    ),
  )
  const holiday = learnt(holidays, 0)
  const known = new Map<LocalDay, number>()
  return {
    worth: (day) => {
      let worth = known.get(day)
      if (worth === undefined) known.set(day, (worth = isHoliday(day, calendar) ? holiday : (weekdays[weekdayOf(day)] ?? 1)))
      return worth
    },
  }
}

/** 1970-01-01 was a Thursday: weekday 2 is a Saturday, 3 a Sunday. */
const isWeekend = (weekday: number): boolean => weekday === 2 || weekday === 3
const isHoliday = (day: LocalDay, calendar: Calendar): boolean => !isWeekend(weekdayOf(day)) && !isWorkingDay(day, calendar)

const sumOf = (days: readonly Counted[]): number => days.reduce((sum, { count }) => sum + count, 0)
