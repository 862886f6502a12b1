import { type Span, isIn } from '../blockage/stage-flows.ts'
import type { Series } from '../blockage/stall.ts'
import type { DayValue } from './place.ts'

/**
 * How many more leave, on a working day, for each one more that waits. Where everybody's case runs at its own pace that is a
 * good share; where a fixed staff works through a queue it is nothing. Learnt from the days before, by least squares of what
 * left on what had waited. That finds a little too much in a short history, and chances were the better calibrated for it.
 */
const LEAST_DAYS = 20
const LEAST_WORTH = 0.2

export function leavingShare({ days, rhythm }: Series, flagged: readonly Span[], waited: readonly DayValue[]): number {
  const seen = days.flatMap(({ day, count }, index) => {
    const worth = rhythm.worth(day)
    const before = waited[index - 1]
    return !before || worth < LEAST_WORTH || isIn(day, flagged) ? [] : [{ worth, left: count, waited: before.value }]
  })
  if (seen.length < LEAST_DAYS) return 0
  const worth = seen.reduce((sum, day) => sum + day.worth, 0)
  const [left, waiting] = [seen.reduce((sum, day) => sum + day.left, 0) / worth, seen.reduce((sum, day) => sum + day.worth * day.waited, 0) / worth]
  let [squares, products] = [0, 0]
  for (const day of seen) {
    squares += day.worth * (day.waited - waiting) ** 2
    products += (day.waited - waiting) * (day.left - left * day.worth)
  }
  return squares === 0 ? 0 : Math.min(1, Math.max(0, products / squares))
}
