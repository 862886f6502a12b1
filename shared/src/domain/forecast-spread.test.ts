import { describe, expect, test } from 'vitest'
import { spreadOf } from './forecast-spread.ts'
import { negativeBinomial } from './negative-binomial.ts'

/** Broken on purpose: the ends not drawn in, and drawn in by half as much again; both failed here. */

/** How much of a distribution lies in the interval that a forecast of just that distribution gives. */
function held(mean: number, dispersion: number, level: number): number {
  const [truth, forecast] = [negativeBinomial(mean, mean * dispersion), spreadOf({ mean, variance: mean * dispersion })]
  return truth.cdf(forecast.quantile((1 + level) / 2)) - truth.cdf(forecast.quantile((1 - level) / 2) - 1)
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const from = (low: number, high: number): readonly number[] => Array.from({ length: 200 }, (_, index) => low + ((high - low) * index) / 199)

describe('spreadOf', () => {
  test('of pure chance, intervals hold what they say on average, at small means as at large', () => {
    for (const [low, high] of [
      [2, 6],
      [6, 30],
      [300, 500],
    ] as const) {
      expect(Math.abs(average(from(low, high).map((mean) => held(mean, 1, 0.8))) - 0.8)).toBeLessThan(0.02)
      expect(Math.abs(average(from(low, high).map((mean) => held(mean, 1, 0.95))) - 0.95)).toBeLessThan(0.02)
    }
  })

  test('below a mean of 1 they never hold less than they say', () => {
    for (const mean of from(0.01, 0.6)) for (const level of [0.5, 0.8, 0.95]) expect(held(mean, 1, level)).toBeGreaterThanOrEqual(level)
  })

  test('beyond chance, the middle is narrower and the tails are longer than one negative binomial would have it', () => {
    const [forecast, single] = [spreadOf({ mean: 1000, variance: 40_000 }), negativeBinomial(1000, 40_000)]
    expect(forecast.quantile(0.75) - forecast.quantile(0.25)).toBeLessThan(single.quantile(0.75) - single.quantile(0.25))
    expect(forecast.quantile(0.999)).toBeGreaterThan(single.quantile(0.999))
  })

  test('the ends are where they are for any distribution, and the middle count stays the middle', () => {
    for (const mean of [0.2, 3, 80]) {
      const forecast = spreadOf({ mean, variance: 2 * mean })
      expect([forecast.quantile(0), forecast.quantile(1)]).toEqual([0, Infinity])
      expect(Math.abs(forecast.quantile(0.5) - negativeBinomial(mean, 2 * mean).quantile(0.5))).toBeLessThanOrEqual(1)
    }
  })
})
