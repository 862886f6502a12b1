import { describe, expect, test } from 'vitest'
import { shrunkDispersion } from './dispersion.ts'
import { negativeBinomial } from './negative-binomial.ts'
import { random } from './random.ts'

/** Broken on purpose: the lost degree of freedom and the floor of 1; both failed here. */

const NONE = { dispersion: 1.5, weight: 0 }

describe('shrunkDispersion', () => {
  test('without a prior it is the sample variance over the mean', () => {
    expect(shrunkDispersion([2, 10, 6, 14], NONE)).toBeCloseTo(80 / 3 / 8, 12)
  })

  test('nothing counted, or nothing but zeros: the prior', () => {
    expect(shrunkDispersion([], { dispersion: 2, weight: 5 })).toBe(2)
    expect(shrunkDispersion([0, 0, 0], { dispersion: 2, weight: 5 })).toBe(2)
    expect(shrunkDispersion([], NONE)).toBe(1.5)
  })

  test('the prior counts as much as so many counts', () => {
    expect(shrunkDispersion([2, 10, 6, 14], { dispersion: 1, weight: 3 })).toBeCloseTo((10 + 3) / (3 + 3), 12)
  })

  test('steadier than chance is still chance', () => expect(shrunkDispersion([5, 5, 5, 5], NONE)).toBe(1))

  test('where weekdays have their own means, they are no dispersion', () => {
    const week = [20, 20, 20, 20, 20, 2, 2]
    const weeks = [...week, ...week, ...week]
    expect(shrunkDispersion(weeks, NONE)).toBeGreaterThan(4)
    expect(shrunkDispersion(weeks, NONE, weeks)).toBe(1)
  })

  test('it finds the dispersion of counts made with one', () => {
    const [chance, distribution] = [random(3), negativeBinomial(8, 8 * 2.5)]
    const counts = Array.from({ length: 4000 }, () => distribution.draw(chance))
    expect(Math.abs(shrunkDispersion(counts, { dispersion: 1, weight: 10 }) - 2.5)).toBeLessThan(0.25)
  })

  test('what is no amount is refused by its place', () => {
    expect(() => shrunkDispersion([1, -2], NONE)).toThrow('counts[1] is -2')
    expect(() => shrunkDispersion([1], NONE, [NaN])).toThrow('expected[0] is NaN')
    expect(() => shrunkDispersion([1, 2], NONE, [1])).toThrow('1 means for 2 counts')
  })
})
