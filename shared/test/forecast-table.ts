import { type Forecast } from '../src/domain/forecast.ts'
import { covers, weightedIntervalScore } from '../src/domain/score.ts'
import { type Series } from './series.ts'

/** What a forecaster scored over many series, forecasting each value from those before it. */
export interface Score {
  readonly forecasts: number
  readonly coverage50: number
  readonly coverage80: number
  readonly coverage95: number
  readonly wis: number
  readonly mae: number
}

/** By level: the mean of the last twelve values (a domain.md bin), and all with a mean of 1 and more. */
export const LEVELS = ['below 1', '1 to 10', '10 to 100', '100 and more', '1 and more'] as const
export type Level = (typeof LEVELS)[number]

/** Which values of a series are forecast, by index. */
export type Origins = (series: Series) => readonly number[]

export const lastOf =
  (count: number): Origins =>
  ({ values }) =>
    Array.from({ length: count }, (_, index) => values.length - count + index)

export const everyFrom =
  (first: number, step: number): Origins =>
  ({ values }) =>
    Array.from({ length: Math.max(0, Math.ceil((values.length - first) / step)) }, (_, index) => first + index * step)

export type Forecaster = (history: readonly number[], period: number) => Forecast

export function scoresOf(series: readonly Series[], forecaster: Forecaster, origins: Origins): ReadonlyMap<Level, Score> {
  const rows = new Map<Level, Score[]>(LEVELS.map((level) => [level, []]))
  for (const one of series) {
    for (const index of origins(one)) {
      const history = one.values.slice(0, index)
      const score = scoreOf(forecaster(history, one.period), one.values[index] ?? 0)
      for (const level of levelsOf(history)) rows.get(level)?.push(score)
    }
  }
  return new Map([...rows].filter(([, scores]) => scores.length > 0).map(([level, scores]) => [level, meanOf(scores)]))
}

export function scoreOf({ quantile }: Forecast, value: number): Score {
  const within = (outside: number) => Number(covers({ lower: quantile(outside / 2), upper: quantile(1 - outside / 2) }, value))
  const [wis, mae] = [weightedIntervalScore(quantile, value), Math.abs(value - quantile(0.5))]
  return { forecasts: 1, coverage50: within(0.5), coverage80: within(0.2), coverage95: within(0.05), wis, mae }
}

function levelsOf(history: readonly number[]): readonly Level[] {
  const recent = history.slice(-12)
  const mean = recent.reduce((sum, value) => sum + value, 0) / recent.length
  if (mean < 1) return ['below 1']
  return [mean < 10 ? '1 to 10' : mean < 100 ? '10 to 100' : '100 and more', '1 and more']
}

/** Over all the forecasts that the scores are means of. */
export function meanOf(scores: readonly Score[]): Score {
  const forecasts = scores.reduce((sum, score) => sum + score.forecasts, 0)
  const mean = (field: keyof Score) => scores.reduce((sum, score) => sum + score[field] * score.forecasts, 0) / forecasts
  const [coverage50, coverage80, coverage95] = [mean('coverage50'), mean('coverage80'), mean('coverage95')]
  return { forecasts, coverage50, coverage80, coverage95, wis: mean('wis'), mae: mean('mae') }
}

/** A line of the printed table, after its titles. */
export function lineOf({ forecasts, coverage50, coverage80, coverage95, wis, mae }: Score): string {
  const shares = [coverage50, coverage80, coverage95].map((share) => (100 * share).toFixed(1).padStart(6))
  return [String(forecasts).padStart(7), ...shares, wis.toPrecision(4).padStart(8), mae.toPrecision(4).padStart(8)].join('')
}

export const HEAD = '      n    50%   80%   95%     WIS     MAE'
