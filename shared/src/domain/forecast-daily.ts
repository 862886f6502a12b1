import { checkCount } from './forecast.ts'
import { outlook, poolOf } from './forecast-pool.ts'
import { type Forecast, spreadOf } from './forecast-spread.ts'
import { type LocalDay } from './local-time.ts'
import { type Rhythm, seasonOf } from './season.ts'
import { type Calendar, isWorkingDay } from './working-time.ts'

export interface DayCount {
  readonly day: LocalDay
  readonly count: number
}

export interface DayForecast extends Forecast {
  readonly day: LocalDay
}

const WEEK = 7
const HOLIDAY = WEEK
const SUNDAY = 3 // 1970-01-01 was a Thursday
const LONGEST_PAST = 800 // days: every holiday twice

/**
 * A daily count on each of some days to come, one forecast for each in the order asked for. Every day of the week has its
 * factor, and so has a holiday that would have been a working day, which is taken for a Sunday until holidays have been
 * seen. A day that the history leaves out is not known, which is not the same as none. The further ahead, the wider.
 * @throws RangeError where a count or a day is not a whole number, the history is empty or its days do not ascend, or a day
 *   asked for is not to come, or further ahead than half the history is long: a pattern is not carried beyond what it has shown
 */
export function forecastDaily(history: readonly DayCount[], days: readonly LocalDay[], calendar: Calendar): readonly DayForecast[] {
  const [first, last] = checkHistory(history)
  const furthest = last + Math.floor((last - first + 1) / 2)
  days.forEach((day, index) => checkDay(day, index, last, furthest))
  const start = Math.max(first, last - LONGEST_PAST + 1)
  const values = Array<number | undefined>(last - start + 1).fill(undefined)
  for (const { day, count } of history) if (day >= start) values[day - start] = count
  const season = seasonOf(values, weekFrom(start, calendar))
  const pool = poolOf(values, season)
  return days.map((day) => ({ day, ...spreadOf(outlook(pool, season, season.phaseOf(day - start), day - last)) }))
}

function weekFrom(start: LocalDay, calendar: Calendar): Rhythm {
  const phaseOf = (index: number): number => {
    const weekday = (((start + index) % WEEK) + WEEK) % WEEK
    const free = weekday === SUNDAY - 1 || weekday === SUNDAY
    return free || isWorkingDay(start + index, calendar) ? weekday : HOLIDAY
  }
  return { cycle: WEEK, phases: WEEK + 1, phaseOf, like: (phase) => (phase === HOLIDAY ? SUNDAY : undefined) }
}

function checkHistory(history: readonly DayCount[]): readonly [LocalDay, LocalDay] {
  const [first, last] = [history[0], history.at(-1)]
  if (!first || !last) throw new RangeError('a forecast needs a history: it is empty')
  history.forEach(({ day, count }, index) => {
    checkCount(count, `history[${index}].count`)
    const before = history[index - 1]?.day ?? -Infinity
    if (!Number.isSafeInteger(day) || day <= before) throw new RangeError(`invalid day: history[${index}].day is ${day}, not a whole number after ${before}`)
  })
  return [first.day, last.day]
}

function checkDay(day: LocalDay, index: number, last: LocalDay, furthest: LocalDay): void {
  if (!Number.isSafeInteger(day) || day <= last) throw new RangeError(`invalid day: days[${index}] is ${day}, not a day after the history's last, ${last}`)
  if (day > furthest) throw new RangeError(`invalid day: days[${index}] is ${day}, beyond ${furthest}: further ahead than half the history is long`)
}
