import { describe, expect, test, vi } from 'vitest'
import { forecastCount } from '../src/domain/forecast.ts'
import { dailyScores, originsOf } from './forecast-scores.ts'
import { everyFrom, type Forecaster, lastOf, type Level, type Score, scoresOf } from './forecast-table.ts'
import { RIVALS } from './rivals.ts'
import { committedSeries, type Series } from './series.ts'
import { KINDS, syntheticSeries } from './synthetic.ts'

/**
 * Forecasts say how sure they are, and are as sure as they say: on every few series of four public services, kept beside
 * this file. The same on all of them, with every level's scores, is printed by forecast-scores.ts. Broken on purpose: the
 * variance 0.7 and 1.6 times what it is, the ends not drawn in, the season left out; all failed here.
 */

vi.setConfig({ testTimeout: 120_000 }) // thousands of forecasts, on a machine that may be busy

const series = committedSeries()
const withSeason: Forecaster = (history, period) => forecastCount(history, { period })
const noSeason: Forecaster = (history) => forecastCount(history)
const recipe: Forecaster = RIVALS['recipe'] ?? noSeason

const scoreAt = (of: readonly Series[], forecaster: Forecaster, level: Level, origins = originsOf): Score => known(scoresOf(of, forecaster, origins).get(level))

function known(score: Score | undefined): Score {
  if (!score) throw new Error('no series of this level')
  return score
}

function once<T>(compute: () => T): () => T {
  let value: T | undefined
  return () => (value ??= compute())
}

function expectCalibrated({ coverage80, coverage95 }: Score): void {
  expect(coverage80).toBeGreaterThanOrEqual(0.77)
  expect(coverage80).toBeLessThanOrEqual(0.86)
  expect(coverage95).toBeGreaterThanOrEqual(0.92)
  expect(coverage95).toBeLessThanOrEqual(0.98)
}

describe.each([
  { season: 'with its season', forecaster: withSeason },
  { season: 'without', forecaster: noSeason },
])('forecasts of real series, $season', ({ forecaster }) => {
  const scores = once(() => scoresOf(series, forecaster, originsOf))

  test('of 80 and of 95 % intervals, about 80 and 95 % hold the next value, where the mean is 1 and more', () => {
    expectCalibrated(known(scores().get('1 and more')))
  })

  test('below a mean of 1 they hold at least that', () => {
    const { coverage80, coverage95 } = known(scores().get('below 1'))
    expect(coverage80).toBeGreaterThanOrEqual(0.8)
    expect(coverage95).toBeGreaterThanOrEqual(0.95)
  })

  test.each(['nhs-ae', 'dfe-cin', 'boston-weekly'])('%s alone is calibrated as well, and closer than the recipe', (set) => {
    const members = series.filter((one) => one.set === set)
    const score = scoreAt(members, forecaster, '1 and more')
    expectCalibrated(score)
    expect(score.wis).toBeLessThan(scoreAt(members, recipe, '1 and more').wis)
  })
})

test('a season that is there is worth knowing: monthly series are forecast closer with it', () => {
  const monthly = series.filter(({ set }) => set === 'nhs-ae' || set === 'dfe-cin')
  expect(scoreAt(monthly, withSeason, '1 and more').wis).toBeLessThan(0.9 * scoreAt(monthly, noSeason, '1 and more').wis)
})

test('a history of three, four or eight values is forecast as honestly', () => {
  for (const length of [3, 4, 8]) {
    const pieces = series.flatMap((one) => {
      const starts = everyFrom(length, length + 1)(one)
      return starts.map((end) => ({ ...one, values: one.values.slice(end - length, end + 1) }))
    })
    expectCalibrated(scoreAt(pieces, noSeason, '1 and more', lastOf(1)))
  }
})

test.each(KINDS)('a %s series of known truth is forecast closer than by the recipe, and no less surely', (kind) => {
  const members = syntheticSeries(kind, 37, 1050)
  const [ours, theirs] = [scoreAt(members, withSeason, '1 and more', lastOf(1)), scoreAt(members, recipe, '1 and more', lastOf(1))]
  expect(ours.wis).toBeLessThan(theirs.wis)
  expect(ours.coverage80).toBeGreaterThan(0.77)
  expect(ours.coverage95).toBeGreaterThan(0.92)
})

test('a daily forecast a day or a week ahead holds what it says', () => {
  const daily = series.filter(({ set }) => set === 'boston-daily')
  for (const ahead of [1, 7]) {
    const { coverage80, coverage95 } = dailyScores(daily, ahead)
    expect(coverage80).toBeGreaterThan(0.77)
    expect(coverage95).toBeGreaterThan(0.93)
  }
})
