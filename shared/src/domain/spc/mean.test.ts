import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PATIENCE_MS, runs } from '../../../test/runs.ts'
import { mean } from './mean.ts'

/**
 * A mean is R's, to the last bit. Broken on purpose: plain addition, no second pass, halves rounded up, 53 digits carried and
 * the exact mean rounded once; each failed here.
 */

test.each([
  ['the middle of three tenths is their mean', [0.1, 0.2, 0.3], 0.2],
  ['the middle of three unequal tenths is their mean', [0.1, 0.7, 0.4], 0.4],
  ['what is equal is its own mean', [1.1, 1.1, 1.1], 1.1],
  ['numbers of very different size are carried in 64 digits, not for ever', [324.4, 485.2, 0.4, 0.1], 202.52499999999998],
  ['what 64 digits leave of numbers that cancel is left', [0.4, -0.5, 0.1], 9.24959978401696e-18],
  ['and of numbers below zero', [-0.4, -0.2, 0.5, 0, 0.1], -5.553825628556997e-18],
  ['halfway between two doubles goes to the even one below', [1, 1 + 2 ** -52], 1],
  ['halfway between two doubles goes to the even one above', [1 + 2 ** -52, 1 + 2 ** -51], 1 + 2 ** -51],
  ['the greatest numbers do not overflow', [1.5e308, 1.5e308], 1.5e308],
])('%s, as in R', (_name, values, expected) => {
  expect(mean(values)).toBe(expected)
})

test('the mean of nothing is not a number', () => expect(mean([])).toBeNaN())

test('the mean of one value, however often, is that value', { timeout: PATIENCE_MS }, () => {
  const value = fc.double({ noNaN: true, min: -1e300, max: 1e300 }).filter((x) => x === 0 || Math.abs(x) > 1e-290)
  fc.assert(
    fc.property(value, fc.integer({ min: 1, max: 200 }), (x, count) => {
      expect(mean(Array<number>(count).fill(x)) === x).toBe(true)
    }),
    runs(500),
  )
})

test('a mean is within one rounding of the exact one', { timeout: PATIENCE_MS }, () => {
  const most = 1_000_000
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -most, max: most }), { minLength: 1, maxLength: 200 }), (values) => {
      const exact = values.reduce((sum, value) => sum + value, 0) / values.length
      expect(Math.abs(mean(values) - exact)).toBeLessThanOrEqual(most * 2 ** -53)
    }),
    runs(1000),
  )
})
