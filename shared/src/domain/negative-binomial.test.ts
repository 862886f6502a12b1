import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { smallestCount } from './count-search.ts'
import { type CountDistribution, negativeBinomial } from './negative-binomial.ts'
import { random } from './random.ts'

/**
 * Against values worked out elsewhere: masses from mpmath with 60 digits, tails as sums of ratios of masses in extended
 * precision. Broken on purpose: the deviance without its series, the tail on the wrong side of the mean, Poisson's limit,
 * ties left to rounding; all failed here.
 */

/** [mean, variance, count, P(X = count), P(X ≤ count), P(X > count)] */
const REFERENCE: readonly (readonly [number, number, number, number, number, number])[] = [
  [0.01, 0.01, 0, 0.9900498337491681, 0.9900498337491681, 0.009950166250831947],
  [0.01, 1, 3, 3.265975433697651e-5, 0.9997170346939955, 0.0002829653060045153],
  [0.3, 0.3, 3, 0.0033336819930677303, 0.9997341888099782, 0.0002658111900217397],
  [0.3, 30, 0, 0.9861418593288275, 0.9861418593288275, 0.01385814067117249],
  [1, 1.5, 4, 0.027434842249657063, 0.9821673525377229, 0.01783264746227709],
  [1, 3, 18, 5.1590528198962005e-5, 0.9999039664541071, 9.603354589293611e-5],
  [1, 100, 11, 0.0008082987698842737, 0.9829808730784951, 0.017019126921504753],
  [3.7, 3.7, 0, 0.024723526470339388, 0.024723526470339388, 0.9752764735296606],
  [3.7, 370, 388, 2.0943817762265654e-6, 0.9998285477507188, 0.00017145224928130529],
  [20, 20, 46, 2.635848650985649e-7, 0.9999998095669249, 1.9043307511500744e-7],
  [20, 60, 20, 0.051005081064163654, 0.5682556444214808, 0.4317443555785192],
  [137.5, 137.5, 102, 0.00025612899829409404, 0.0009284264682372735, 0.9990715735317627],
  [137.5, 13_750, 0, 0.0016681005372000588, 0.0016681005372000588, 0.9983318994627998],
  [1000, 1000, 1632, 2.038676728921118e-75, 1, 3.2126923507835853e-75],
  [1000, 3000, 1000, 0.007282240075322806, 0.5097103725072734, 0.4902896274927267],
  [12_345.6, 12_345.6, 12_234, 0.0021746834030055215, 0.15867793065597524, 0.8413220693440248],
  [100_000, 150_000, 98_838, 1.1256607765962232e-5, 0.00132398848772974, 0.9986760115122703],
  [100_000, 300_000, 105_477, 5.869917780609203e-25, 1, 3.29849732780581e-23],
  [100_000, 1e7, 100_316, 0.00012512585424473538, 0.5439804658437628, 0.4560195341562372],
  [1e6, 1e6, 1_020_000, 2.046684278578528e-90, 1, 1.0207520750884718e-88],
  [1e6, 1.5e6, 1_001_224, 0.00019758087608856754, 0.8412964156102425, 0.1587035843897575],
  [1e6, 3e6, 1_010_392, 3.8600901292205675e-12, 0.9999999989071, 1.0928998518606425e-9],
]

const near = (value: number, truth: number, relative: number): boolean => Math.abs(value / truth - 1) < relative

const distributions: fc.Arbitrary<CountDistribution> = fc
  .record({ exponent: fc.double({ min: -2, max: 6, noNaN: true }), dispersion: fc.oneof(fc.constant(1), fc.double({ min: 1, max: 50, noNaN: true })) })
  .map(({ exponent, dispersion }) => negativeBinomial(10 ** exponent, dispersion * 10 ** exponent))

describe('negativeBinomial', () => {
  test.each(REFERENCE)('at mean %d, variance %d and count %d, mass and both tails are right to ten digits', (mean, variance, count, mass, upTo, above) => {
    const distribution = negativeBinomial(mean, variance)
    expect(near(distribution.pmf(count), mass, 1e-12)).toBe(true)
    expect(near(distribution.cdf(count), upTo, 1e-10)).toBe(true)
    expect(near(distribution.above(count), above, 1e-10)).toBe(true)
  })

  test('the tails step by the mass and add up to 1', () => {
    fc.assert(
      fc.property(distributions, fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (distribution, p) => {
        const count = distribution.quantile(p)
        expect(distribution.cdf(count) + distribution.above(count)).toBeCloseTo(1, 12)
        expect(distribution.cdf(count) - distribution.cdf(count - 1)).toBeCloseTo(distribution.pmf(count), 11)
      }),
    )
  })

  test('a quantile is the smallest count with that chance of being enough', () => {
    fc.assert(
      fc.property(distributions, fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (distribution, p) => {
        const count = distribution.quantile(p)
        expect(Number.isInteger(count) && count >= 0).toBe(true)
        expect(distribution.cdf(count)).toBeGreaterThanOrEqual(p * (1 - 1e-12))
        if (count > 0) expect(distribution.cdf(count - 1)).toBeLessThan(p * (1 + 1e-12))
      }),
    )
  })

  test('an exact tie is a tie: of a geometric count of mean 1, 7/8 are at most 2, and of two of them half are at most 1', () => {
    expect(negativeBinomial(1, 2).quantile(0.875)).toBe(2)
    expect(negativeBinomial(2, 4).quantile(0.5)).toBe(1)
  })

  test('a variance no larger than the mean is Poisson, and so is one that is larger by a hair', () => {
    for (const variance of [0, 3, 4, 4 * 1.0004]) expect(negativeBinomial(4, variance).pmf(0)).toBeCloseTo(Math.exp(-4), 14)
    expect(negativeBinomial(4, 4 * 1.001).pmf(0)).not.toBeCloseTo(Math.exp(-4), 8)
  })

  test('a mean of 0 is always 0', () => {
    const never = negativeBinomial(0, 5)
    expect([never.pmf(0), never.pmf(1), never.cdf(0), never.cdf(-1), never.above(0), never.quantile(0.999), never.draw(random(1))]).toEqual([
      1, 0, 1, 0, 0, 0, 0,
    ])
  })

  test('the ends: nothing lies below 0, everything below infinity, and quantiles reach from 0 to infinity', () => {
    const distribution = negativeBinomial(3, 6)
    expect([distribution.cdf(-1), distribution.above(-1), distribution.cdf(Infinity), distribution.above(Infinity)]).toEqual([0, 1, 1, 0])
    expect([distribution.quantile(0), distribution.quantile(1)]).toEqual([0, Infinity])
    expect([distribution.pmf(-1), distribution.pmf(0.5)]).toEqual([0, 0])
  })

  test('draws have the mean and the variance, whether walked or searched', () => {
    for (const [mean, variance] of [
      [0.4, 0.4],
      [6, 18],
      [900, 2700],
    ] as const) {
      const distribution = negativeBinomial(mean, variance)
      const chance = random(11)
      const draws = Array.from({ length: 20_000 }, () => distribution.draw(chance))
      const average = draws.reduce((sum, count) => sum + count, 0) / draws.length
      const spread = draws.reduce((sum, count) => sum + (count - average) ** 2, 0) / draws.length
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / draws.length))
      expect(spread / variance).toBeGreaterThan(0.93)
      expect(spread / variance).toBeLessThan(1.07)
    }
  })

  test('a draw is the quantile of its uniform number', () => {
    fc.assert(
      fc.property(distributions, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (distribution, p) => {
        expect(distribution.draw(() => p)).toBe(distribution.quantile(p))
      }),
    )
  })

  test('what is no mean, variance or chance is refused by name', () => {
    expect(() => negativeBinomial(-1, 1)).toThrow(new RangeError('invalid mean: -1'))
    expect(() => negativeBinomial(1, NaN)).toThrow(new RangeError('invalid variance: NaN'))
    expect(() => negativeBinomial(1, 1).quantile(1.1)).toThrow(new RangeError('invalid probability: 1.1'))
    expect(() => negativeBinomial(0, 1).quantile(NaN)).toThrow(new RangeError('invalid probability: NaN'))
  })

  test('a mean too large to count is not an endless question', () => {
    expect(negativeBinomial(1e300, 1e300).quantile(0.5)).toBe(Infinity)
    expect(negativeBinomial(1e200, 1e308).cdf(5)).toBeLessThan(1)
  })

  test('wild parameters still answer: a mean that is almost nothing, a variance that is almost everything', () => {
    for (const [mean, variance] of [
      [1e-20, 0.01],
      [1e-3, 1e3],
      [1e6, 1e18],
      [5e-324, 1e300],
    ] as const) {
      expect(negativeBinomial(mean, variance).quantile(0.9)).toBe(0)
    }
  })
})

test('the search asks about twice the logarithm of how far off its guess was', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 40), fc.nat(2 ** 40), (sought, guess) => {
      let questions = 0
      const found = smallestCount((count) => {
        questions++
        return count >= sought
      }, guess)
      expect(found).toBe(sought)
      expect(questions).toBeLessThanOrEqual(2 * Math.log2(Math.abs(sought - guess) + 2) + 4)
    }),
  )
  expect(smallestCount(() => false, 5)).toBe(Infinity)
})
