import { mean } from './mean.ts'

/**
 * The mean and the natural process limits of one group of points, from the moving ranges between neighbours. Where ranges are
 * screened, those of 3.267 times their average and more are left out of it, once. Where no range is left (one point, or points
 * that are all equal, since nothing is less than 3.267 × 0), the limits are NaN: no point is outside them or close to them.
 * The near limits are two thirds of the way out.
 */
export interface Limits {
  readonly mean: number
  readonly lower: number
  readonly upper: number
  readonly nearLower: number
  readonly nearUpper: number
}

const LIMIT = 2.66
const NEAR = 2 * (LIMIT / 3)
const SCREEN = 3.267

export function limitsOf(base: readonly number[], screenOutliers: boolean): Limits {
  const centre = mean(base)
  const range = averageRange(steps(base).map(Math.abs), screenOutliers)
  return {
    mean: centre,
    lower: centre - LIMIT * range,
    upper: centre + LIMIT * range,
    nearLower: centre - NEAR * range,
    nearUpper: centre + NEAR * range,
  }
}

function averageRange(ranges: readonly number[], screenOutliers: boolean): number {
  const average = mean(ranges)
  return screenOutliers ? mean(ranges.filter((range) => range < SCREEN * average)) : average
}

/** From each value to the next: one fewer than the values. */
export const steps = (values: readonly number[]): readonly number[] => values.slice(1).map((value, index) => value - (values[index] ?? NaN))
