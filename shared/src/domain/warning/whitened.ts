import { type LocalDay } from '../local-time.ts'
import { type Calendar, isWorkingDay } from '../working-time.ts'
import type { DayValue } from './place.ts'

/**
 * What is new in a series each day: its weekdays taken out, and whatever its own past and that of the whole council would have
 * let one expect. Two series that merely rise together, or follow the same week or the same winter, have nothing new in common
 * at a distance of days; one that is followed by another has.
 */
export interface PlaceSeries {
  readonly locality: string
  /** consecutive local days that are over, the same for every place: arrivals, or the points of a level */
  readonly days: readonly DayValue[]
}

export interface Whitened {
  readonly locality: string
  /** ranks about their mean, one for each kept day; NaN where too little was known before it */
  readonly fresh: Float64Array
}

const WEEK = 7
const weekdayOf = (day: LocalDay): number => ((day % WEEK) + WEEK) % WEEK

/** Days of the week on which hardly anything comes anywhere tell nothing, and are left out; holidays too where Sundays are. */
const WORTH_KEEPING = 0.2
const SUNDAY = 3 // 1970-01-01 was a Thursday

export function keptDays(series: readonly PlaceSeries[], calendar: Calendar): readonly number[] {
  const days = series[0]?.days ?? []
  const means = Array.from({ length: WEEK }, (_, weekday) => {
    const values = series.flatMap((place) => place.days.filter(({ day }) => weekdayOf(day) === weekday).map(({ value }) => value))
    return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
  })
  const isKept = (weekday: number) => (means[weekday] ?? 0) > WORTH_KEEPING * Math.max(...means)
  const keepsHolidays = isKept(SUNDAY)
  return days.flatMap(({ day }, index) => (isKept(weekdayOf(day)) && (keepsHolidays || isWorkingDay(day, calendar)) ? [index] : []))
}

/** Where a council has fewer places, the others' mean says too much of each of them. */
const ENOUGH_PLACES = 6
const LONGEST_PAST = 7
/** Days of history for each thing that is learnt from it. */
const DAYS_EACH = 8

export function whitened(series: readonly PlaceSeries[], kept: readonly number[]): readonly Whitened[] {
  const adjusted = series.map(({ days }) => withoutWeekdays(kept.map((index) => days[index] ?? { day: 0, value: 0 })))
  return series.map(({ locality }, place) => {
    const own = adjusted[place] ?? new Float64Array()
    const others = series.length < ENOUGH_PLACES ? null : meanOf(adjusted.filter((_, other) => other !== place))
    return { locality, fresh: ranks(surprises(own, others)) }
  })
}

/** The square root evens out how counts vary; each weekday's own mean is then taken off. */
function withoutWeekdays(days: readonly DayValue[]): Float64Array {
  const roots = days.map(({ value }) => Math.sqrt(Math.max(0, value) + 3 / 8))
  const [sums, seen] = [new Float64Array(WEEK), new Float64Array(WEEK)]
  days.forEach(({ day }, index) => {
    sums[weekdayOf(day)] = (sums[weekdayOf(day)] ?? 0) + (roots[index] ?? 0)
    seen[weekdayOf(day)] = (seen[weekdayOf(day)] ?? 0) + 1
  })
  return Float64Array.from(days, ({ day }, index) => (roots[index] ?? 0) - (sums[weekdayOf(day)] ?? 0) / (seen[weekdayOf(day)] ?? 1))
}

const meanOf = (all: readonly Float64Array[]): Float64Array =>
  Float64Array.from(all[0] ?? [], (_, index) => all.reduce((sum, one) => sum + (one[index] ?? 0), 0) / all.length)

/**
 * What the days before leave unexplained, by least squares. One day further back is taken in at a time, until Schwarz's criterion
 * likes none of the next better: each column is first made independent of those before it, so that its part can be taken off.
 */
function surprises(own: Float64Array, others: Float64Array | null): Float64Array {
  const back = (series: Float64Array, days: number) => series.slice(LONGEST_PAST - days, series.length - days)
  const basis: Float64Array[] = [back(own, 0).fill(1)]
  const left = without(back(own, 0), basis)
  let best = { left, score: Infinity }
  for (let past = 0; past <= LONGEST_PAST && DAYS_EACH * basis.length < left.length; past++) {
    if (past > 0) for (const series of others ? [own, others] : [own]) basis.push(without(back(series, past), basis))
    const rest = without(left, basis)
    const score = rest.length * Math.log(product(rest, rest) / rest.length) + Math.log(rest.length) * basis.length
    if (score < best.score) best = { left: rest, score }
  }
  return Float64Array.from(own, (_, at) => best.left[at - LONGEST_PAST] ?? NaN)
}

function without(values: Float64Array, basis: readonly Float64Array[]): Float64Array {
  let left = values
  for (const column of basis) {
    const size = product(column, column)
    const share = size > NOTHING ? product(left, column) / size : 0
    left = left.map((value, at) => value - share * (column[at] ?? 0))
  }
  return left
}

const NOTHING = 1e-9
const product = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)

/** Ranks about their mean, so that one freak day is no more than a high one; equal values share theirs. */
function ranks(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  const rank = new Map<number, number>()
  known.forEach((value, at) => {
    if (!rank.has(value)) rank.set(value, (at + known.lastIndexOf(value) - known.length + 1) / 2)
  })
  return values.map((value) => rank.get(value) ?? NaN)
}
