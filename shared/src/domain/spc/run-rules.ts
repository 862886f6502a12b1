import { type Limits, steps } from './limits.ts'

/**
 * Which rule marks each point of one group. A point takes the first that holds: outside a limit; one of seven points that
 * rise, or fall, without a tie; close to a limit, in three points on one side of the mean of which two are close; one of seven
 * points on one side of the mean. A point on a limit is not outside it, a point on the mean is on neither side.
 */
export type Rule =
  'none' | 'outside-above' | 'outside-below' | 'trend-up' | 'trend-down' | 'two-of-three-above' | 'two-of-three-below' | 'shift-above' | 'shift-below'

export function rulesOf(values: readonly number[], limits: Limits): readonly Rule[] {
  const sides = values.map((value) => Math.sign(value - limits.mean))
  const outside = values.map((value) => value > limits.upper || value < limits.lower)
  const close = values.map((value, index) => !outside[index] && (value < limits.nearLower || value > limits.nearUpper))
  const directions = steps(values).map(Math.sign)

  const trend = inWindow(values, 7, (from, to) => alike(directions.slice(from, to - 1)))
  const twoOfThree = inWindow(values, 3, (from, to) => alike(sides.slice(from, to)) && close.slice(from, to).filter(Boolean).length >= 2)
  const shift = inWindow(values, 7, (from, to) => alike(sides.slice(from, to)))

  return values.map((_, index) => {
    const above = sides[index] === 1
    if (outside[index]) return above ? 'outside-above' : 'outside-below'
    if (trend[index]) return rises(index, trend, directions) ? 'trend-up' : 'trend-down'
    if (twoOfThree[index] && close[index]) return above ? 'two-of-three-above' : 'two-of-three-below'
    if (shift[index]) return above ? 'shift-above' : 'shift-below'
    return 'none'
  })
}

/**
 * A trend's direction at a point is that of the step to its right, where that leads to another point of a trend, else of the
 * step from its left. So of two trends that meet in a tie, the point before the tie counts as falling, whichever trend it ends.
 */
const rises = (index: number, trend: readonly boolean[], directions: readonly number[]): boolean => directions[trend[index + 1] ? index : index - 1] === 1

/** Whether signs are all the same, and not 0. */
const alike = (signs: readonly number[]): boolean => signs.every((sign) => sign !== 0 && sign === signs[0])

/** Of each point, whether it lies in a window of `size` neighbours that `holds`; a window is whole or it is none. */
function inWindow(values: readonly number[], size: number, holds: (from: number, to: number) => boolean): readonly boolean[] {
  const marked = values.map(() => false)
  for (let from = 0; from + size <= values.length; from++) if (holds(from, from + size)) marked.fill(true, from, from + size)
  return marked
}
