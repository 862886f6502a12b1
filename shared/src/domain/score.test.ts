import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { brierScore, calibrationTable, coverage, intervalScore, weightedIntervalScore } from './score.ts'

/** Broken on purpose: the penalty's factor 2 ÷ alpha, the median's half weight, a chance of 1 in a bin of its own; all failed here. */

const tenToTwenty = { lower: 10, upper: 20 }

describe('intervals', () => {
  test('cover their ends', () => {
    expect(coverage([9, 10, 15, 20, 21].map((value) => ({ interval: tenToTwenty, value })))).toBe(0.6)
  })

  test('score their width inside, and 2 ÷ alpha for each unit outside', () => {
    expect(intervalScore(tenToTwenty, 15, 0.2)).toBe(10)
    expect(intervalScore(tenToTwenty, 7, 0.2)).toBe(10 + 30)
    expect(intervalScore(tenToTwenty, 22, 0.05)).toBe(10 + 80)
    expect(() => intervalScore(tenToTwenty, 15, 0)).toThrow('invalid alpha: 0')
  })

  test('the weighted score is by hand: (½·3 + 0.1·10 + 0.1·5) ÷ 1.5, and more where it is missed', () => {
    const quantile = (p: number) => (p === 0.5 ? 14 : p < 0.5 ? 10 : 20)
    expect(weightedIntervalScore(quantile, 17, [0.2])).toBeCloseTo((1.5 + 1) / 1.5, 12)
    expect(weightedIntervalScore(quantile, 25, [0.2])).toBeCloseTo((5.5 + 1 + 5) / 1.5, 12)
  })

  test('of one point, the weighted score is its distance', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (point, value) => {
        expect(weightedIntervalScore(() => point, value)).toBeCloseTo(Math.abs(point - value), 9)
      }),
    )
  })
})

describe('chances', () => {
  const record = [
    { chance: 0.1, happened: false },
    { chance: 0.1, happened: true },
    { chance: 0.95, happened: true },
    { chance: 1, happened: true },
  ]

  test('the Brier score is the mean squared distance from what happened', () => {
    expect(brierScore(record)).toBeCloseTo((0.01 + 0.81 + 0.0025) / 4, 12)
  })

  test('the calibration table says, for each bin, how often it was said and how often it happened', () => {
    const table = calibrationTable(record, 5)
    expect(table).toHaveLength(5)
    expect(table[0]).toEqual({ from: 0, to: 0.2, forecasts: 2, meanChance: 0.1, happened: 0.5 })
    expect(table[2]).toEqual({ from: 0.4, to: 0.6, forecasts: 0, meanChance: null, happened: null })
    expect(table[4]).toEqual({ from: 0.8, to: 1, forecasts: 2, meanChance: 0.975, happened: 1 })
  })

  test('every chance belongs to the bin that begins with it', () => {
    for (const hundredth of [7, 14, 28, 29, 55, 56, 57, 58]) {
      const table = calibrationTable([{ chance: hundredth / 100, happened: true }], 100)
      expect(table.findIndex(({ forecasts }) => forecasts === 1)).toBe(hundredth)
    }
  })

  test('what is no chance is refused', () => {
    expect(() => brierScore([{ chance: 1.2, happened: true }])).toThrow('invalid chance: 1.2')
    expect(() => calibrationTable([{ chance: NaN, happened: true }])).toThrow('invalid chance: NaN')
    expect(() => calibrationTable([], 0)).toThrow('invalid number of bins: 0')
  })
})

test('without a record there is no score', () => expect([coverage([]), brierScore([])]).toEqual([null, null]))
