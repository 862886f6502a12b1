/**
 * How good forecasts have been. Every score is a mean over what was foretold and what then came; of none at all it is null,
 * for there is no track record yet. Lower is better for all of them but coverage, which should be what the interval says.
 */
export interface Interval {
  readonly lower: number
  readonly upper: number
}

export interface Outcome {
  /** the chance that was given, from 0 to 1 */
  readonly chance: number
  readonly happened: boolean
}

export const covers = ({ lower, upper }: Interval, value: number): boolean => lower <= value && value <= upper

/** The share of values inside their intervals, ends included. */
export const coverage = (record: readonly { readonly interval: Interval; readonly value: number }[]): number | null =>
  meanOf(record, ({ interval, value }) => (covers(interval, value) ? 1 : 0))

/**
 * Its width, and a penalty for how far the value lies outside, the harsher the surer the interval was (Gneiting and Raftery,
 * 2007). `alpha` is the chance that it leaves outside: 0.2 for an 80 % interval.
 */
export function intervalScore({ lower, upper }: Interval, value: number, alpha: number): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`invalid alpha: ${alpha}`)
  return upper - lower + (2 / alpha) * (Math.max(0, lower - value) + Math.max(0, value - upper))
}

const ALPHAS = [0.05, 0.2, 0.5]

/**
 * The weighted interval score of one forecast (Bracher, Ray, Gneiting and Reich, 2021): the median's miss and the 50, 80 and
 * 95 % intervals in one figure, in the unit of the counts; with ever more intervals it becomes the CRPS.
 */
export function weightedIntervalScore(quantile: (p: number) => number, value: number, alphas: readonly number[] = ALPHAS): number {
  const intervals = alphas.map((alpha) => {
    const interval = { lower: quantile(alpha / 2), upper: quantile(1 - alpha / 2) }
    return (alpha / 2) * intervalScore(interval, value, alpha)
  })
  const median = Math.abs(value - quantile(0.5)) / 2
  return intervals.reduce((sum, score) => sum + score, median) / (alphas.length + 0.5)
}

/** The mean squared distance of the chances given from what happened (Brier, 1950): 0 is perfect, ¼ is saying ½ each time. */
export const brierScore = (record: readonly Outcome[]): number | null =>
  meanOf(record, ({ chance, happened }) => (checkChance(chance) - (happened ? 1 : 0)) ** 2)

export interface CalibrationBin {
  /** chances from this one on, up to the next bin's; the last includes 1 */
  readonly from: number
  readonly to: number
  readonly forecasts: number
  /** null in an empty bin */
  readonly meanChance: number | null
  readonly happened: number | null
}

/** Of the times it said about so much: how often it happened. In a calibrated record `happened` is near `meanChance` in each bin. */
export function calibrationTable(record: readonly Outcome[], bins = 10): readonly CalibrationBin[] {
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`invalid number of bins: ${bins}`)
  const binOf = ({ chance }: Outcome) => Math.min(bins - 1, Math.floor(checkChance(chance) * bins + ROUNDING))
  return Array.from({ length: bins }, (_, index) => {
    const group = record.filter((outcome) => binOf(outcome) === index)
    const happened = meanOf(group, (outcome) => (outcome.happened ? 1 : 0))
    return { from: index / bins, to: (index + 1) / bins, forecasts: group.length, meanChance: meanOf(group, ({ chance }) => chance), happened }
  })
}

const ROUNDING = 1e-9 // 0.29 × 100 is a little less than 29, and belongs in the bin that begins there

function checkChance(chance: number): number {
  if (!(chance >= 0 && chance <= 1)) throw new RangeError(`invalid chance: ${chance}`)
  return chance
}

const meanOf = <T>(record: readonly T[], score: (entry: T) => number): number | null =>
  record.length === 0 ? null : record.reduce((sum, entry) => sum + score(entry), 0) / record.length
