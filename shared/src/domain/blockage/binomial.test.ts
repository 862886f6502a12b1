import { describe, expect, test } from 'vitest'
import { chanceOfBinomial } from './binomial.ts'

describe('the chance of so many or more of so many', () => {
  test('is what counting every way gives', () => {
    expect(chanceOfBinomial(3, 0.5, 2)).toBeCloseTo(0.5, 14)
    expect(chanceOfBinomial(10, 0.15, 1)).toBeCloseTo(1 - 0.85 ** 10, 14)
    expect(chanceOfBinomial(4, 0.25, 4)).toBeCloseTo(0.25 ** 4, 16)
  })
  test('is certain of none, and nil of more than there are', () => {
    expect([chanceOfBinomial(5, 0.3, 0), chanceOfBinomial(5, 0.3, 6), chanceOfBinomial(5, 0, 1), chanceOfBinomial(5, 1, 5)]).toEqual([1, 0, 0, 1])
  })
  test('stays exact where it is very small', () => {
    expect(chanceOfBinomial(200, 0.01, 40) / 1.1385e-41).toBeGreaterThan(0)
    expect(chanceOfBinomial(200, 0.01, 200)).toBeCloseTo(0, 300)
  })
})
