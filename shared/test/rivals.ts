import { type Forecast } from '../src/domain/forecast.ts'
import { negativeBinomial } from '../src/domain/negative-binomial.ts'

/** Forecasts to be better than, by name. */
export const RIVALS: Readonly<Record<string, (history: readonly number[]) => Forecast>> = { recipe, naive }

/** Exponential smoothing at 0.3, and a negative binomial with the mean squared one-step error for variance. */
function recipe(history: readonly number[]): Forecast {
  let [level = 0, squares] = [history[0], 0]
  for (const value of history.slice(1)) {
    squares += (value - level) ** 2
    level += 0.3 * (value - level)
  }
  return negativeBinomial(level, Math.max(level, squares / Math.max(1, history.length - 1)))
}

/** The last value again, give or take the changes from one to the next that there have been. */
function naive(history: readonly number[]): Forecast {
  const last = history.at(-1) ?? 0
  const changes = history
    .slice(1)
    .map((value, index) => value - (history[index] ?? 0))
    .sort((a, b) => a - b)
  return { mean: last, quantile: (p) => Math.max(0, last + (changes[Math.max(0, Math.ceil(p * changes.length) - 1)] ?? 0)) }
}
