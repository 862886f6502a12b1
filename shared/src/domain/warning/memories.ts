import { massAt } from '../count-mass.ts'
import { type Span, isIn } from '../blockage/stage-flows.ts'
import type { Series } from '../blockage/stall.ts'
import { HALF_LIVES } from './pace.ts'

/**
 * How far each memory is to be trusted: by how well it would have foretold each day that is over from the days before it, as a
 * negative binomial with the usual dispersion. Where the pace is steady the long memory wins, where it wanders the short one.
 * Shares of one, in the order of `HALF_LIVES`.
 */
export function memoriesOf(series: Series, flagged: readonly Span[]): readonly number[] {
  const logs = HALF_LIVES.map((halfLife) => foretold(series, flagged, 0.5 ** (1 / halfLife)))
  const best = Math.max(...logs)
  const weights = logs.map((log) => Math.exp(log - best))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / all)
}

/** As many working days of the usual pace are taken as known at the beginning, and so many are only learnt from. */
const ASSUMED = 5
const FIRST = 10
const LEAST_WORTH = 0.2
const IMPOSSIBLE = 1e-9

/** The logarithm of the likelihood of the days, each foretold from those before it, of which each counts less by `fades` a day. */
function foretold({ days, rhythm, usual }: Series, flagged: readonly Span[], fades: number): number {
  let [count, worth, log, seen] = [usual.mean * ASSUMED, ASSUMED, 0, 0]
  for (const one of days) {
    const here = rhythm.worth(one.day)
    count *= fades
    worth *= fades
    if (isIn(one.day, flagged)) continue
    if (here > LEAST_WORTH && seen++ >= FIRST) log += Math.log(Math.max(IMPOSSIBLE, massOf(one.count, (count / worth) * here, usual.dispersion)))
    count += one.count
    worth += here
  }
  return log
}

const CHANCE_ALONE = 1.0005
const massOf = (count: number, mean: number, dispersion: number): number =>
  mean > 0 ? massAt(count, mean, dispersion > CHANCE_ALONE ? mean / (dispersion - 1) : Infinity) : count === 0 ? 1 : 0
