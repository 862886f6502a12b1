import type { Uniform } from '../domain/random.ts'

/** The few distributions that a council's days are drawn from, each a function of a stream of uniform numbers. */

/** A span in days that is never negative and has a long tail: log-normal, by its mean and the deviation of its logarithm. */
export interface Spread {
  readonly mean: number
  readonly sigma: number
}

export const between = (chance: Uniform, low: number, high: number): number => low + (high - low) * chance()

export const normal = (chance: Uniform): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())

export const exponential = (chance: Uniform, mean: number): number => -mean * Math.log(1 - chance())

export const spread = (chance: Uniform, { mean, sigma }: Spread): number => mean * Math.exp(sigma * normal(chance) - (sigma * sigma) / 2)

/** The whole length of a span that is found running at a random moment: long ones are found more often. */
export const foundRunning = (chance: Uniform, { mean, sigma }: Spread): number => spread(chance, { mean: mean * Math.exp(sigma * sigma), sigma })

/** A count of mean `mean`; beyond 50 a rounded normal, which nobody could tell apart. */
export function poisson(chance: Uniform, mean: number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(chance)))
  const floor = Math.exp(-mean)
  let count = 0
  for (let product = chance(); product > floor; product *= chance()) count++
  return count
}

/** A count whose days are good or bad as a whole: its variance is `unrest` (1 or more) times its mean. */
export const unrestfulCount = (chance: Uniform, mean: number, unrest: number): number =>
  mean <= 0 ? 0 : poisson(chance, mean * spread(chance, { mean: 1, sigma: Math.sqrt(Math.log(1 + (unrest - 1) / mean)) }))

export interface Shared {
  readonly share: number
}

/** One of several, by their shares, whatever these add up to. */
export function pick<T extends Shared>(chance: Uniform, options: readonly [T, ...T[]]): T {
  let left = chance() * options.reduce((sum, { share }) => sum + share, 0)
  for (const option of options) if ((left -= option.share) < 0) return option
  return options[0]
}

/** The keys of a table of shares, to pick from; empty tables have nothing to pick and are a mistake of their author. */
export function options<K extends string>(table: Readonly<Record<K, number>>): readonly [Option<K>, ...Option<K>[]] {
  const [first, ...rest] = (Object.entries(table) as [K, number][]).map(([id, share]) => ({ id, share }))
  if (!first) throw new RangeError('nothing to choose from')
  return [first, ...rest]
}
export interface Option<K extends string> extends Shared {
  readonly id: K
}
