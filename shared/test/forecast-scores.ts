import { forecastCount } from '../src/domain/forecast.ts'
import { forecastDaily } from '../src/domain/forecast-daily.ts'
import { type Calendar } from '../src/domain/working-time.ts'
import { everyFrom, type Forecaster, HEAD, lastOf, LEVELS, lineOf, meanOf, type Origins, type Score, scoreOf, scoresOf } from './forecast-table.ts'
import { RIVALS } from './rivals.ts'
import { committedSeries, extractOf, FIRST_DAY, type Series, seriesOf } from './series.ts'
import { KINDS, syntheticSeries } from './synthetic.ts'

/**
 * How well counts are forecast, beside the rivals: `node shared/test/forecast-scores.ts [DATA_DIR]`. Without a folder it
 * reads the series kept in this repository; with `--extract` it prints those instead of scores.
 */
const FORECASTERS: Readonly<Record<string, Forecaster>> = {
  'with season': (history, period) => forecastCount(history, { period }),
  'no season': (history) => forecastCount(history),
  ...RIVALS,
}

const forecasterOf = (name: string): Forecaster => FORECASTERS[name] ?? ((history) => forecastCount(history))

/** The last twelve months of the health service, as domain.md has it; of the others whatever has some history. */
export const originsOf: Origins = (series) => (ORIGINS[series.set] ?? everyFrom(6, 1))(series)
const ORIGINS: Readonly<Record<string, Origins>> = { 'nhs-ae': lastOf(12), 'dfe-cin': everyFrom(12, 2), 'boston-daily': everyFrom(20, 4) }

function scoreSets(series: readonly Series[]): void {
  const pooled = new Map<string, Score[]>(Object.keys(FORECASTERS).map((name) => [name, []]))
  for (const [set, members] of Map.groupBy(series, (one) => one.set)) {
    title(`${set}, ${members.length} series`)
    for (const [name, forecaster] of Object.entries(FORECASTERS)) {
      const scores = scoresOf(members, forecaster, originsOf)
      for (const level of LEVELS) print(name, level, scores.get(level))
      pooled.get(name)?.push(...[scores.get('1 and more') ?? []].flat())
    }
  }
  title('all of these')
  for (const [name, scores] of pooled) print(name, '1 and more', meanOf(scores))
}

/** The last so many values before the one forecast are all the history there is. */
function scoreShort(series: readonly Series[]): void {
  for (const length of [1, 2, 3, 4, 6, 8, 12]) {
    title(`histories of ${length}`)
    const cut = series.map((one) => ({ ...one, values: one.values.slice(-length - 1) })).filter(({ values }) => values.length > length)
    for (const name of ['no season', 'recipe']) {
      const scores = scoresOf(cut, forecasterOf(name), lastOf(1))
      for (const level of ['below 1', '1 and more'] as const) print(name, level, scores.get(level))
    }
  }
}

function scoreSynthetic(): void {
  for (const kind of KINDS) {
    for (const length of [13, 37, 101]) {
      title(`${kind}, ${length - 1} values`)
      for (const name of ['with season', 'no season', 'recipe']) {
        const scores = scoresOf(syntheticSeries(kind, length, 1050), forecasterOf(name), lastOf(1))
        print(name, '1 and more', scores.get('1 and more'))
      }
    }
  }
}

const BOSTON: Calendar = { timeZone: 'America/New_York', holidays: ['2015-01-01', '2015-01-19', '2015-02-16', '2015-04-20', '2015-05-25'] }

/** From every fifth day on, each of some days ahead, by neighbourhood and department, where a day has one request and more. */
export function dailyScores(series: readonly Series[], ahead: number): Score {
  const scores = series.flatMap(({ values }) =>
    everyFrom(
      35,
      5,
    )({ set: '', name: '', period: 7, values: values.slice(0, values.length - ahead + 1) }).flatMap((index) => {
      const history = values.slice(0, index).map((count, day) => ({ day: FIRST_DAY + day, count }))
      if (values.slice(index - 28, index).reduce((sum, count) => sum + count, 0) < 28) return []
      return forecastDaily(history, [FIRST_DAY + index + ahead - 1], BOSTON).map((forecast) => scoreOf(forecast, values[index + ahead - 1] ?? 0))
    }),
  )
  return meanOf(scores)
}

const title = (text: string): void => console.log(`\n${text.padEnd(32)}${HEAD}`)

function print(name: string, level: string, score: Score | undefined): void {
  if (score) console.log(`  ${name.padEnd(14)}${level.padEnd(16)}${lineOf(score)}`)
}

function main(folder: string | undefined, extract: boolean): void {
  const { series, missing } = folder === undefined ? { series: committedSeries(), missing: [] } : seriesOf(folder)
  if (missing.length > 0) console.error(`not in ${folder}: ${missing.join(', ')}`)
  if (extract) return (process.stdout.write(extractOf(series)), undefined)
  scoreSets(series)
  scoreShort(series)
  scoreSynthetic()
  title('daily, with holidays')
  const daily = series.filter(({ set }) => set === 'boston-daily')
  for (const ahead of [1, 2, 3, 5, 7, 10, 14]) print(`${ahead} ahead`, '1 and more', dailyScores(daily, ahead))
}

if (import.meta.main)
  main(
    process.argv.slice(2).find((argument) => !argument.startsWith('--')),
    process.argv.includes('--extract'),
  )
