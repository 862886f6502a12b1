import { massAt } from './count-mass.ts'
import { smallestCount } from './count-search.ts'
import { type Split, splitAt } from './count-tail.ts'
import { type Uniform } from './random.ts'

/**
 * How a count varies. Chances are right to 1e-10 relative for means up to a million and variances up to 10,000 times the
 * mean, in both tails, and none of them is a sum over the counts. A count that is no whole number is read as the whole
 * number below it (its mass is 0).
 */
export interface CountDistribution {
  readonly mean: number
  readonly variance: number
  /** P(X = count) */
  readonly pmf: (count: number) => number
  /** P(X ≤ count) */
  readonly cdf: (count: number) => number
  /** P(X > count), which stays exact where 1 − cdf would have rounded to nothing */
  readonly above: (count: number) => number
  /** cdf and above at once, for the price of one */
  readonly split: (count: number) => Split
  /** the smallest count with cdf ≥ p, for p from 0 to 1 (at 1, of an unbounded distribution, Infinity) */
  readonly quantile: (p: number) => number
  /** one count by inversion, from one uniform number: streams that share it stay comparable, and a larger one never gives less */
  readonly draw: (uniform: Uniform) => number
}

/** Closer to its mean than this, a variance is that of a Poisson distribution. */
const POISSON_UP_TO = 1.0005

/** With a size below this all but one in 10¹⁰⁰ counts are 0, and a double can no longer tell the rest. */
const NOTHING = 1e-100

/** A mean of at most this many is drawn by walking up from 0, which is faster than a search. */
const WALK_UP_TO = 200

/**
 * The negative binomial with this mean and variance; Poisson where the variance is no larger than the mean (to 1.0005 of it),
 * for counts are never steadier than that by rights; and always 0 where the mean is 0.
 * @throws RangeError where the mean or the variance is not a number of 0 or more
 */
export function negativeBinomial(mean: number, variance: number): CountDistribution {
  if (!(mean >= 0 && mean < Infinity)) throw new RangeError(`invalid mean: ${mean}`)
  if (!(variance >= 0 && variance < Infinity)) throw new RangeError(`invalid variance: ${variance}`)
  const size = variance <= mean * POISSON_UP_TO ? Infinity : (mean / (variance - mean)) * mean
  if (mean === 0 || size < NOTHING) return { ...ALWAYS_ZERO, mean, variance: Math.max(mean, variance) }
  const pmf = (count: number) => (Number.isInteger(count) && count >= 0 ? massAt(count, mean, size) : 0)
  const split = (count: number) => (count < 0 ? BEFORE_ALL : count === Infinity ? AFTER_ALL : splitAt(Math.floor(count), mean, size))
  const quantile = quantileOf(split, mean, Math.max(mean, variance))
  return {
    mean,
    variance: Math.max(mean, variance),
    pmf,
    cdf: (count) => split(count).upTo,
    above: (count) => split(count).above,
    split,
    quantile,
    draw: (uniform) => (mean <= WALK_UP_TO ? walk(uniform(), mean, size) : quantile(uniform())),
  }
}

const BEFORE_ALL = { upTo: 0, above: 1 }
const AFTER_ALL = { upTo: 1, above: 0 }

const ALWAYS_ZERO: CountDistribution = {
  mean: 0,
  variance: 0,
  pmf: (count) => (count === 0 ? 1 : 0),
  cdf: (count) => (count >= 0 ? 1 : 0),
  above: (count) => (count >= 0 ? 0 : 1),
  split: (count) => (count >= 0 ? AFTER_ALL : BEFORE_ALL),
  quantile: (p) => probability(p) * 0,
  draw: (uniform) => uniform() * 0,
}

/** Equal to the last few bits is equal: the median of a distribution that halves at 3 is 3, whatever the rounding. */
const ROUNDING = 1e-13

/** Quantiles by search from a first guess (Cornish and Fisher's, to the second order), on whichever tail is the smaller. */
export function quantileOf(split: (count: number) => Split, mean: number, variance: number) {
  const deviation = Math.sqrt(variance)
  const skewness = (2 * variance - mean) / (mean * deviation)
  return (p: number): number => {
    if (probability(p) === 0) return 0
    if (p === 1) return Infinity
    const z = roughNormalQuantile(p)
    const guess = mean + deviation * (z + (skewness * (z * z - 1)) / 6)
    const lower = p * (1 - ROUNDING)
    const upper = (1 - p) * (1 + ROUNDING)
    return smallestCount(p <= 0.5 ? (count) => split(count).upTo >= lower : (count) => split(count).above <= upper, guess)
  }
}

function probability(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`invalid probability: ${p}`)
  return p
}

/** To three digits (Abramowitz and Stegun 26.2.23): where a search begins, no more. */
function roughNormalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)))
  const z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  return p < 0.5 ? -z : z
}

function walk(p: number, mean: number, size: number): number {
  let mass = massAt(0, mean, size)
  let upTo = mass
  const q = mean / (size === Infinity ? Infinity : size + mean)
  let count = 0
  while (upTo < p && mass > 0) {
    mass *= size === Infinity ? mean / (count + 1) : (q * (size + count)) / (count + 1)
    upTo += mass
    count++
  }
  return count
}
