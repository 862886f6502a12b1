import type { Instant } from '../contract/instant.ts'
import { type LocalDay, localDay, startOfDay } from './local-time.ts'

/**
 * Working days as the statutes count them: the local date of the start is day 0, day 1 is the next day that is neither a
 * Saturday, a Sunday nor a holiday, and the last day counts in full. Time of day never matters, so the two weekends on
 * which the clocks change need no rule of their own.
 */
export interface Calendar {
  /** an IANA name, such as Europe/London */
  readonly timeZone: string
  /** local dates, `YYYY-MM-DD`, on which nobody works */
  readonly holidays: readonly string[]
}

const holidayDays = new WeakMap<readonly string[], ReadonlySet<LocalDay>>()

function holidaysOf(calendar: Calendar): ReadonlySet<LocalDay> {
  let days = holidayDays.get(calendar.holidays)
  if (!days) holidayDays.set(calendar.holidays, (days = new Set(calendar.holidays.map((date) => Date.parse(`${date}T00:00:00Z`) / 86_400_000))))
  return days
}

/** 1970-01-01 was a Thursday: day 2 is a Saturday, day 3 a Sunday. */
export const isWorkingDay = (day: LocalDay, calendar: Calendar): boolean => {
  const weekday = ((day % 7) + 7) % 7
  return weekday !== 2 && weekday !== 3 && !holidaysOf(calendar).has(day)
}

/**
 * The local midnight that ends the `days`-th working day after the local date of `from`, in epoch milliseconds.
 * `days` is a whole number of 0 or more; 0 gives the end of the date itself.
 * @throws RangeError where `days` is not such a number
 */
export function addWorkingDays(from: Instant, days: number, calendar: Calendar): Instant {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`invalid number of working days: ${days}`)
  let day = localDay(from, calendar.timeZone)
  for (let left = days; left > 0;) if (isWorkingDay(++day, calendar)) left--
  return startOfDay(day + 1, calendar.timeZone)
}

/** Working days after the local date of `a`, up to and including that of `b`; negative where `b` is the earlier date. */
export function workingDaysBetween(a: Instant, b: Instant, calendar: Calendar): number {
  const from = localDay(a, calendar.timeZone)
  const to = localDay(b, calendar.timeZone)
  let count = 0
  for (let day = Math.min(from, to) + 1; day <= Math.max(from, to); day++) if (isWorkingDay(day, calendar)) count++
  return to < from ? -count : count
}
