import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PATIENCE_MS, runs } from '../../test/runs.ts'
import { plotTheDots } from '../../test/spc/plot-the-dots.ts'
import { type XmrChart, type XmrOptions, type XmrPoint, xmr } from './spc.ts'

/**
 * XmR charts are those of NHSRplotthedots 0.2.2 (MIT licence), by what the package itself says of 157 series.
 * Broken on purpose, each of some thirty ways failing here: limits and screen that count what lies on them, 3 / 1.128 for 2.66, windows of
 * 6 and 8, two of three on both sides of the mean or outside the limits, a trend that only looks left, runs and assurance of
 * the first group, limits of all points for those of the first, screening off, neighbours of refused options taken.
 */

test.each(plotTheDots)('a chart is that of NHSRplotthedots, to the last bit: $name', ({ values, options, chart }) => {
  expect(xmr(values, options)).toEqual(chart)
})

test('the compared charts show every rule, judgement, variation and assurance', () => {
  const charts = plotTheDots.map(({ chart }) => chart)
  expect(new Set(charts.flatMap(({ points }) => points.map(({ rule }) => rule))).size).toBe(9)
  expect(new Set(charts.flatMap(({ points }) => points.map(({ judgement }) => judgement))).size).toBe(5)
  expect(new Set(charts.map(({ variation }) => variation)).size).toBe(7)
  expect(new Set(charts.map(({ assurance }) => assurance)).size).toBe(4)
})

const rulesOf = (chart: XmrChart): readonly XmrPoint['rule'][] => chart.points.map(({ rule }) => rule)

/** Runs, ties, jumps and flat stretches of whole numbers. */
const series = fc
  .array(
    fc.oneof(
      fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 10 }),
      fc.record({ from: fc.integer({ min: -20, max: 20 }), by: fc.integer({ min: -3, max: 3 }), length: fc.nat(10) }).map(ramp),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.flat())

function ramp({ from, by, length }: { readonly from: number; readonly by: number; readonly length: number }): readonly number[] {
  return Array.from({ length }, (_, index) => from + by * index)
}

const directions = fc.constantFrom('increase' as const, 'decrease' as const, 'neutral' as const)
const options: fc.Arbitrary<XmrOptions> = fc.record(
  { direction: directions, screenOutliers: fc.boolean(), fixAfter: fc.integer({ min: 12, max: 30 }), target: fc.integer({ min: -40, max: 40 }) },
  { requiredKeys: [] },
)

/** No value so near a limit, near limit or screen that rounding could decide. */
function clearOfLimits(values: readonly number[], { screenOutliers = true, fixAfter = Infinity }: XmrOptions): boolean {
  const base = values.slice(0, fixAfter)
  const { mean, upper } = xmr(values, { screenOutliers, ...(fixAfter < Infinity && { fixAfter }) }).points[0] ?? { mean: NaN, upper: NaN }
  const ranges = base.slice(1).map((value, index) => Math.abs(value - (base[index] ?? NaN)))
  const screen = (3.267 * ranges.reduce((sum, range) => sum + range, 0)) / ranges.length
  const apart = (a: number, b: number) => !(Math.abs(a - b) < 1e-6)
  return (
    ranges.every((range) => apart(range, screen) || range === 0) &&
    values.every((value) => apart(Math.abs(value - mean), upper - mean) && apart(Math.abs(value - mean), ((upper - mean) * 2) / 3))
  )
}

describe('rules', () => {
  test('stay the same when a constant is added to every value', { timeout: PATIENCE_MS }, () => {
    fc.assert(
      fc.property(series, options, fc.integer({ min: -1_000_000, max: 1_000_000 }), (values, { target: _, ...how }, constant) => {
        fc.pre(clearOfLimits(values, how))
        const shifted = values.map((value) => value + constant)
        expect(rulesOf(xmr(shifted, how))).toEqual(rulesOf(xmr(values, how)))
      }),
      runs(1000),
    )
  })

  test('stay the same in another unit', { timeout: PATIENCE_MS }, () => {
    fc.assert(
      fc.property(series, options, fc.integer({ min: 1, max: 1000 }), (values, { target: _, ...how }, factor) => {
        fc.pre(clearOfLimits(values, how))
        const scaled = values.map((value) => value * factor)
        expect(rulesOf(xmr(scaled, how))).toEqual(rulesOf(xmr(values, how)))
      }),
      runs(1000),
    )
  })

  test('stay the same in a unit that is a power of two, on limits too, and the limits are scaled', { timeout: PATIENCE_MS }, () => {
    fc.assert(
      fc.property(series, options, fc.integer({ min: -30, max: 30 }), (values, how, power) => {
        const factor = 2 ** power
        const scaled = xmr(
          values.map((value) => value * factor),
          { ...how, ...(how.target !== undefined && { target: how.target * factor }) },
        )
        const { points, ...verdict } = xmr(values, how)
        const expected = points.map(({ value, mean, lower, upper, ...rest }) => ({
          ...rest,
          value: value * factor,
          mean: mean * factor,
          lower: lower * factor,
          upper: upper * factor,
        }))
        expect(scaled).toEqual({ points: expected, ...verdict })
      }),
      runs(1000),
    )
  })

  test('of values upside down are upside down, and judged the same where the other direction is better', { timeout: PATIENCE_MS }, () => {
    fc.assert(
      fc.property(series, options, (values, how) => {
        fc.pre(values.every((value, index) => value !== values[index + 1])) // where two trends meet in a tie, see below
        const mirrored = xmr(
          values.map((value) => -value),
          upsideDown(how),
        )
        const chart = xmr(values, how)
        expect(rulesOf(mirrored)).toEqual(rulesOf(chart).map(opposite))
        expect(mirrored.points.map(({ mean }) => -mean + 0)).toEqual(chart.points.map(({ mean }) => mean + 0))
        expect(mirrored.points.map(({ upper }) => -upper + 0)).toEqual(chart.points.map(({ lower }) => lower + 0))
        if (how.direction !== 'neutral') expect(mirrored.points.map(({ judgement }) => judgement)).toEqual(chart.points.map(({ judgement }) => judgement))
        expect(mirrored.assurance).toBe(chart.assurance)
        expect(mirrored.variation).toBe(opposite(chart.variation))
      }),
      runs(1000),
    )
  })

  test('and limits of a group know nothing of the groups before and after', { timeout: PATIENCE_MS }, () => {
    const groups = fc.array(
      series.filter((values) => values.length > 0),
      { minLength: 1, maxLength: 4 },
    )
    fc.assert(
      fc.property(groups, options, (parts, how) => {
        const rebaseAt = parts.slice(1).map((_, index) => parts.slice(0, index + 1).flat().length)
        const alone = parts.map((part) => xmr(part, how))
        const { variation, assurance } = alone.at(-1) ?? { variation: 'common' }
        expect(xmr(parts.flat(), { ...how, rebaseAt })).toEqual({
          points: alone.flatMap(({ points }) => points),
          variation,
          ...(assurance && { assurance }),
        })
      }),
      runs(1000),
    )
  })

  test('of two trends that meet in a tie, the point before the tie falls, as in the package', () => {
    const up = xmr([1, 20, 3, 18, 4, 5, 6, 7, 8, 9, 10, 10, 9, 8, 7, 6, 5, 4, 18, 2, 20])
    const down = xmr([20, 1, 18, 3, 12, 11, 10, 9, 8, 7, 6, 6, 7, 8, 9, 10, 11, 12, 3, 18, 1])
    expect(rulesOf(up).slice(9, 13)).toEqual(['trend-up', 'trend-down', 'trend-down', 'trend-down'])
    expect(rulesOf(down).slice(9, 13)).toEqual(['trend-down', 'trend-down', 'trend-up', 'trend-up'])
  })
})

function upsideDown({ direction = 'increase', target, ...rest }: XmrOptions): XmrOptions {
  const other = direction === 'neutral' ? direction : direction === 'increase' ? 'decrease' : 'increase'
  return { ...rest, direction: other, ...(target !== undefined && { target: -target }) }
}

const OPPOSITE: Readonly<Record<string, string>> = { above: 'below', below: 'above', up: 'down', down: 'up', high: 'low', low: 'high' }

const opposite = (label: string): string => label.replace(/(?<=-)(above|below|up|down|high|low)$/, (way) => OPPOSITE[way] ?? way)

describe('limits', () => {
  test('are not a number where no moving range is left, and no point is outside them', () => {
    for (const values of [[5], [5, 5, 5, 5, 5, 5, 5]])
      expect(xmr(values).points).toEqual(values.map((value) => ({ value, mean: 5, lower: NaN, upper: NaN, rule: 'none', judgement: 'common' })))
  })

  test('are the mean itself where ranges are not screened and all values are equal, and a target on them is hit or miss', () => {
    const { points, assurance } = xmr([0.1, 0.1, 0.1], { screenOutliers: false, target: 0.1 })
    expect(points[0]).toEqual({ value: 0.1, mean: 0.1, lower: 0.1, upper: 0.1, rule: 'none', judgement: 'common' })
    expect(assurance).toBe('hit-or-miss')
  })

  test('of the first points hold for the later ones', () => {
    const { points } = xmr([...Array.from({ length: 12 }, (_, index) => index % 2), 9, 9], { fixAfter: 12 })
    expect(points.at(-1)).toEqual({ value: 9, mean: 0.5, lower: 0.5 - 2.66, upper: 0.5 + 2.66, rule: 'outside-above', judgement: 'improvement' })
  })
})

describe('a chart', () => {
  test('of no values has no points and no assurance', () => expect(xmr([], { target: 3 })).toEqual({ points: [], variation: 'common' }))

  test('without a target, or without a direction, says nothing of assurance', () => {
    expect(xmr([1, 2, 3])).not.toHaveProperty('assurance')
    expect(xmr([1, 2, 3], { target: 9, direction: 'neutral' })).not.toHaveProperty('assurance')
    expect(xmr([1, 2, 3], { target: 9, direction: 'decrease' }).assurance).toBe('pass')
  })

  test('may begin a group at its first value, which changes nothing', () => expect(xmr([1, 2, 4], { rebaseAt: [0] })).toEqual(xmr([1, 2, 4])))

  test.each<[string, readonly number[], XmrOptions, string]>([
    ['a value that is not a number', [1, NaN, 3], {}, 'invalid value at index 1: NaN'],
    ['a value without end', [1, 2, -Infinity], {}, 'invalid value at index 2: -Infinity'],
    ['a hole among the values', Object.assign([1, 2], { 3: 4 }), {}, 'invalid value at index 2: undefined'],
    ['a target that is not a number', [1], { target: NaN }, 'invalid target: NaN'],
    ['a direction it does not know', [1], { direction: 'up' as 'increase' }, 'invalid direction: up'],
    ['limits of fewer than 12 points', [1, 2], { fixAfter: 11 }, 'invalid fixAfter, not a whole number from 12: 11'],
    ['limits of half a point', [1, 2], { fixAfter: 12.5 }, 'invalid fixAfter, not a whole number from 12: 12.5'],
    ['a group after the end', [1, 2], { rebaseAt: [2] }, 'invalid rebaseAt, not the index of one of 2 values: 2'],
    ['a group before the beginning', [1, 2], { rebaseAt: [-1] }, 'invalid rebaseAt, not the index of one of 2 values: -1'],
    ['a group that begins between values', [1, 2], { rebaseAt: [0.5] }, 'invalid rebaseAt, not the index of one of 2 values: 0.5'],
    ['groups that go back', [1, 2, 3], { rebaseAt: [2, 1] }, 'invalid rebaseAt, not rising: 2, 1'],
    ['a group twice', [1, 2, 3], { rebaseAt: [1, 1] }, 'invalid rebaseAt, not rising: 1, 1'],
    ['a group in nothing', [], { rebaseAt: [0] }, 'invalid rebaseAt, not the index of one of 0 values: 0'],
  ])('refuses %s', (_name, values, how, message) => {
    expect(() => xmr(values, how)).toThrow(new RangeError(message))
  })
})
