import { outlook, poolOf } from './forecast-pool.ts'
import { type Forecast, spreadOf } from './forecast-spread.ts'
import { NO_SEASON, seasonOf } from './season.ts'

export type { Forecast } from './forecast-spread.ts'

/** Older values weigh nothing: the past is halved every 17. Of a season, this many cycles are kept. */
const LONGEST_PAST = 400
const LONGEST_CYCLES = 10

/**
 * The next value of a count series, one step ahead: its mean, and quantiles whose intervals cover what they say (80 % and
 * 95 %, measured on real monthly, weekly and daily series: test/forecast-scores.ts). `period` is the length of a season that
 * there may be, 12 for months or 7 for days; it counts only as far as the history bears it out. One value is enough for a
 * (wide) forecast; an empty history is an error, for nothing is known of what it counts.
 * @throws RangeError where the history is empty or a value is no whole number of 0 or more, or the period none of 1 or more
 */
export function forecastCount(history: readonly number[], options: { readonly period?: number } = {}): Forecast {
  const { period = 1 } = options
  if (history.length === 0) throw new RangeError('a forecast needs a history: it is empty')
  for (const [index, count] of history.entries()) checkCount(count, `history[${index}]`)
  if (!Number.isSafeInteger(period) || period < 1) throw new RangeError(`invalid period: ${period}: not a whole number of 1 or more`)
  const past = history.slice(-Math.max(LONGEST_PAST, LONGEST_CYCLES * period))
  const season = period > 1 && period < past.length ? seasonOf(past, { cycle: period, phases: period, phaseOf: (index) => index % period }) : NO_SEASON
  return spreadOf(outlook(poolOf(past, season), season, season.phaseOf(past.length)))
}

export function checkCount(count: number, where: string): void {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`invalid count: ${where} is ${count}, not a whole number of 0 or more`)
}
