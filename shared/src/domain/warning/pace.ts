import { type Span, isIn } from '../blockage/stage-flows.ts'
import type { Series } from '../blockage/stall.ts'
import type { DayValue } from './place.ts'

/**
 * At what pace cases come or go just now. Nobody knows how soon a place's past should be forgotten, so several memories are
 * kept side by side, from ten days to twelve weeks, and each simulated path trusts one of them (`memoriesOf`): on made and on real
 * queues that was better calibrated than the best single one. Days that were out of the ordinary are left out.
 */
export interface Pace {
  /** a working day's count */
  readonly rate: number
  /** how uncertain the rate is: the standard deviation of its logarithm */
  readonly unsure: number
  /** how many waited, on average, over the days that the rate was learnt from */
  readonly waited: number
}

/** Local days after which a day counts for half. */
export const HALF_LIVES = [10, 28, 84] as const
export const MIDDLE = 1

/** A rate wanders on while the days pass, so it is known no better than from half of the days that it was learnt from. */
const WANDERS = 2

export function paceOf({ days, today, rhythm, lateness, usual }: Series, flagged: readonly Span[], waited: readonly DayValue[], halfLife: number): Pace {
  let [worth, squared, count, waiting] = [0, 0, 0, 0]
  days.forEach((one, index) => {
    if (isIn(one.day, flagged)) return
    const weight = 0.5 ** ((today.day - 1 - one.day) / halfLife)
    const weighed = weight * rhythm.worth(one.day) * lateness.known(today.day - 1 - one.day)
    worth += weighed
    squared += weighed * weight
    count += weight * one.count
    waiting += weighed * (waited[index - 1]?.value ?? 0)
  })
  if (worth === 0 || count === 0) return { rate: 0, unsure: 0, waited: 0 }
  const rate = count / worth
  const learntFrom = worth ** 2 / squared
  return { rate, unsure: Math.sqrt(Math.log1p((WANDERS * usual.dispersion) / (rate * learntFrom))), waited: waiting / worth }
}

/** Of the rate as it was learnt, without what it may wander meanwhile. */
export const rateVariance = ({ rate, unsure }: Pace): number => (rate ** 2 * Math.expm1(unsure ** 2)) / WANDERS
