import type { LocalDay } from '../local-time.ts'
import type { Counted } from './flow.ts'
import type { Rhythm } from './rhythm.ts'

/**
 * What is usual for a count: its mean for an ordinary working day, how much more than chance it varies from day to day, and
 * the longest spell without any that was nothing out of the ordinary.
 */
export interface Usual {
  readonly mean: number
  /** variance over mean, of a day: 1 is chance alone */
  readonly dispersion: number
  /** worth of the days that it was learnt from, in working days */
  readonly learntFrom: number
  /** the longest spell without any among them, in working days */
  readonly quiet: number
}

export const UNKNOWN: Usual = { mean: 0, dispersion: 1, learntFrom: 0, quiet: 0 }

/** What is assumed of the dispersion before anything was counted, and as many days as that assumption is worth. */
const PRIOR_DISPERSION = 2
const PRIOR_DAYS = 10
/** As many days as the same stage everywhere speaks for. */
const POOLED_DAYS = 40
/** A day that is worth less than this says nothing of the dispersion. */
const LEAST_WORTH = 0.2

/** What ordinary days teach, before anything is assumed: `spread` is the sum of Pearson's squares over `days` days. */
export interface Learnt {
  readonly mean: number
  readonly learntFrom: number
  readonly quiet: number
  readonly spread: number
  readonly days: number
}

export function learn(ordinary: readonly Counted[], rhythm: Rhythm): Learnt {
  const worths = ordinary.map(({ day }) => rhythm.worth(day))
  const learntFrom = worths.reduce((sum, worth) => sum + worth, 0)
  const mean = learntFrom > 0 ? ordinary.reduce((sum, { count }) => sum + count, 0) / learntFrom : 0
  if (mean === 0) return { mean, learntFrom, quiet: learntFrom, spread: 0, days: 0 }
  return { mean, learntFrom, quiet: longestQuiet(ordinary, worths), ...spreadOf(ordinary, mean, worths) }
}

/** `pooled` is the dispersion of the same stage everywhere, where there are other places. */
export function usualFrom({ mean, learntFrom, quiet, spread, days }: Learnt, pooled?: number): Usual {
  if (mean === 0) return { ...UNKNOWN, learntFrom, quiet }
  const [assumed, worth] = pooled === undefined ? [PRIOR_DISPERSION, PRIOR_DAYS] : [pooled, POOLED_DAYS]
  const dispersion = Math.max(1, (spread + worth * assumed) / (Math.max(days - 1, 0) + worth))
  return { mean, dispersion, learntFrom, quiet }
}

/** From ordinary days alone. */
export const usualOf = (ordinary: readonly Counted[], rhythm: Rhythm): Usual => usualFrom(learn(ordinary, rhythm))

/** Sum of Pearson's squares: each about the dispersion, on average. */
function spreadOf(ordinary: readonly Counted[], mean: number, worths: readonly number[]): { readonly spread: number; readonly days: number } {
  let spread = 0
  let days = 0
  for (const [index, { count }] of ordinary.entries()) {
    const worth = worths[index] ?? 0
    if (worth < LEAST_WORTH) continue
    const expected = mean * worth
    spread += (count - expected) ** 2 / expected
    days++
  }
  return { spread, days }
}

function longestQuiet(ordinary: readonly Counted[], worths: readonly number[]): number {
  let longest = 0
  let quiet = 0
  let before: LocalDay | null = null
  for (const [index, { day, count }] of ordinary.entries()) {
    quiet = count > 0 || (before !== null && day !== before + 1) ? 0 : quiet
    if (count === 0) quiet += worths[index] ?? 0
    longest = Math.max(longest, quiet)
    before = day
  }
  return longest
}

/** The dispersion of a stage from all its places together, each drawn towards what is assumed. */
export function pooledDispersion(places: readonly Usual[]): number {
  const weighed = places.filter(({ mean }) => mean > 0)
  const days = weighed.reduce((sum, { learntFrom }) => sum + learntFrom, 0)
  const spread = weighed.reduce((sum, { dispersion, learntFrom }) => sum + dispersion * learntFrom, 0)
  return (spread + PRIOR_DAYS * PRIOR_DISPERSION) / (days + PRIOR_DAYS)
}
