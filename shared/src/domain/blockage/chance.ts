import { negativeBinomial } from '../negative-binomial.ts'
import type { Usual } from './usual.ts'

/**
 * How likely counts are where nothing is out of the ordinary. The mean was itself counted, on so many days, and is not known
 * better than that: the chances allow for it, so that a short history cries no wolf.
 */

/** The chance of none at all in days worth so many working days: a gamma mean, averaged over. */
export function chanceOfNone({ mean, dispersion, learntFrom }: Usual, worth: number): number {
  if (mean === 0 || worth <= 0) return 1
  const aUnit = dispersion > 1.0005 ? Math.log(dispersion) / (dispersion - 1) : 1
  const shape = (mean * learntFrom) / dispersion
  return (1 + (worth * mean * aUnit) / shape) ** -shape
}

/** The chance of `count` or fewer in days worth so many working days. */
export const chanceOfAtMost = (usual: Usual, count: number, worth: number): number => expected(usual, worth).cdf(count)

/** The chance of `count` or more. */
export const chanceOfAtLeast = (usual: Usual, count: number, worth: number): number => (count <= 0 ? 1 : expected(usual, worth).above(count - 1))

/** How many times as likely a count is where `one` holds as where `other` does. */
export const likelier = (one: Usual, other: Usual, { count, worth }: { readonly count: number; readonly worth: number }): number =>
  worth <= 0 ? 1 : expected(one, worth).pmf(count) / expected(other, worth).pmf(count)

function expected({ mean, dispersion, learntFrom }: Usual, worth: number) {
  const total = mean * worth
  const ofTheMean = learntFrom > 0 ? (worth / learntFrom) * dispersion * total : 0
  return negativeBinomial(total, dispersion * total + ofTheMean)
}
