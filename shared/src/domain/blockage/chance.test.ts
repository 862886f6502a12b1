import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chanceOfAtLeast, chanceOfAtMost, chanceOfNone, likelier } from './chance.ts'

const usual = (mean: number, learntFrom = 80, dispersion = 1.5) => ({ mean, dispersion, learntFrom, quiet: 1 })

test('with much to learn from, none at all is as likely as the negative binomial says', () => {
  expect(chanceOfNone(usual(3, 1e9), 1)).toBeCloseTo(1.5 ** -6, 6)
  expect(chanceOfNone(usual(3, 1e9, 1), 2)).toBeCloseTo(Math.exp(-6), 6)
})

test('the less was learnt, the less surprising a silence is', () => {
  const chances = [10, 20, 40, 80, 1e6].map((learntFrom) => chanceOfNone(usual(3, learntFrom), 3))
  expect(chances).toEqual([...chances].sort((a, b) => b - a))
})

test('where nothing ever came, nothing is no surprise', () => {
  expect([chanceOfNone(usual(0), 10), chanceOfNone(usual(3), 0), chanceOfAtLeast(usual(3), 0, 5)]).toEqual([1, 1, 1])
})

test('more days make none rarer; more of them make at most so many rarer', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 20, noNaN: true }), fc.integer({ min: 1, max: 15 }), fc.nat(40), (mean, worth, count) => {
      expect(chanceOfNone(usual(mean), worth + 1)).toBeLessThanOrEqual(chanceOfNone(usual(mean), worth))
      expect(chanceOfAtMost(usual(mean), count, worth + 1)).toBeLessThanOrEqual(chanceOfAtMost(usual(mean), count, worth) + 1e-12)
      expect(chanceOfAtLeast(usual(mean), count + 1, worth)).toBeLessThanOrEqual(chanceOfAtLeast(usual(mean), count, worth))
    }),
  )
})

test('few departures speak for a stage that has slowed down, many against it', () => {
  const [slow, fast] = [usual(2), usual(4)]
  expect(likelier(slow, fast, { count: 6, worth: 3 })).toBeGreaterThan(1)
  expect(likelier(slow, fast, { count: 14, worth: 3 })).toBeLessThan(1)
  expect(likelier(slow, fast, { count: 0, worth: 0 })).toBe(1)
})
