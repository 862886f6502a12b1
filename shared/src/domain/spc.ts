import { type Assurance, type Direction, type Judgement, type Variation, assuranceOf, judgementOf, variationOf } from './spc/judgement.ts'
import { type Limits, limitsOf } from './spc/limits.ts'
import { type Rule, rulesOf } from './spc/run-rules.ts'

export interface XmrOptions {
  /** which way is better; `increase` where nothing is said */
  readonly direction?: Direction
  /** in the unit of the values; assurance is given only where there is one, and a direction that is not neutral */
  readonly target?: number
  /** leave moving ranges of 3.267 times their average and more out of the limits (the default); Making Data Count's workbooks do not */
  readonly screenOutliers?: boolean
  /** a whole number of 12 or more: mean and limits come from so many points at the start of each group, and hold for the rest of it */
  readonly fixAfter?: number
  /** zero-based, rising: the first point of each new group; limits and runs begin anew there */
  readonly rebaseAt?: readonly number[]
}

export interface XmrPoint {
  readonly value: number
  readonly mean: number
  /** NaN, as `upper`, where the group has no moving range to count: one point, or screened points that are all equal */
  readonly lower: number
  readonly upper: number
  readonly rule: Rule
  readonly judgement: Judgement
}

export interface XmrChart {
  readonly points: readonly XmrPoint[]
  /** of the last point */
  readonly variation: Variation
  /** by the limits at the last point; where these are NaN, hit or miss */
  readonly assurance?: Assurance
}

/**
 * The XmR chart of a measure, as NHS England's Making Data Count programme draws it: equal, label by label and limit by limit,
 * to `ptd_spc` of the R package NHSRplotthedots 0.2.2 (https://github.com/nhs-r-community/NHSRplotthedots).
 *
 * `values` are one a period, oldest first, all in one unit; mean and limits are in that unit too, and are not clipped to what
 * is possible. Limits, runs and `fixAfter` are each group's own. Of no values there are no points, the variation is common and
 * there is no assurance (the package itself stops there).
 * @throws RangeError, with the offender, where a value or the target is not a finite number, `direction` is none of the three,
 *   `fixAfter` is not a whole number of 12 or more, or `rebaseAt` does not rise or names no value
 */
export function xmr(values: readonly number[], options: XmrOptions = {}): XmrChart {
  refuse(values, options)
  const { direction = 'increase', screenOutliers = true, target, fixAfter, rebaseAt = [] } = options
  const groups = grouped(values, rebaseAt).map((group) => ({ group, limits: limitsOf(group.slice(0, fixAfter), screenOutliers) }))
  const points = groups.flatMap(({ group, limits }) => pointsOf(group, limits, direction))
  const last = groups.at(-1)?.limits
  return {
    points,
    variation: variationOf(points.at(-1)?.rule ?? 'none', direction),
    ...(last && target !== undefined && direction !== 'neutral' && { assurance: assuranceOf(target, last, direction) }),
  }
}

function pointsOf(group: readonly number[], limits: Limits, direction: Direction): readonly XmrPoint[] {
  const { mean, lower, upper } = limits
  const rules = rulesOf(group, limits)
  return group.map((value, index) => {
    const rule = rules[index] ?? 'none'
    return { value, mean, lower, upper, rule, judgement: judgementOf(rule, direction) }
  })
}

function grouped(values: readonly number[], rebaseAt: readonly number[]): readonly (readonly number[])[] {
  const starts = [0, ...rebaseAt]
  return starts.map((start, index) => values.slice(start, starts[index + 1])).filter((group) => group.length > 0)
}

const DIRECTIONS: readonly Direction[] = ['increase', 'decrease', 'neutral']

function refuse(values: readonly number[], { direction = 'increase', target, fixAfter, rebaseAt = [] }: XmrOptions): void {
  for (const [index, value] of values.entries()) if (!Number.isFinite(value)) throw new RangeError(`invalid value at index ${index}: ${value}`)
  if (!DIRECTIONS.includes(direction)) throw new RangeError(`invalid direction: ${direction}`)
  if (target !== undefined && !Number.isFinite(target)) throw new RangeError(`invalid target: ${target}`)
  if (fixAfter !== undefined && (!Number.isInteger(fixAfter) || fixAfter < 12))
    throw new RangeError(`invalid fixAfter, not a whole number from 12: ${fixAfter}`)
  for (const [index, at] of rebaseAt.entries()) {
    if (!Number.isInteger(at) || at < 0 || at >= values.length) throw new RangeError(`invalid rebaseAt, not the index of one of ${values.length} values: ${at}`)
    if (index > 0 && at <= (rebaseAt[index - 1] ?? NaN)) throw new RangeError(`invalid rebaseAt, not rising: ${rebaseAt.join(', ')}`)
  }
}
