import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/**
 * Count series of real public services, to try forecasts on. `seriesOf(folder)` reads them from the data as published;
 * `committedSeries()` is every few of them, kept beside this file (attribution: NOTICE), written by `forecast-scores.ts --extract`.
 */
export interface Series {
  readonly set: string
  readonly name: string
  /** of the season that there may be; 1: none */
  readonly period: number
  readonly values: readonly number[]
}

type Row = Readonly<Record<string, string>>

const READERS: Readonly<Record<string, (folder: string) => readonly Series[]>> = {
  'nhs-ae': attendances,
  'dfe-cin': referrals,
  'wales-delays': delays,
  'boston-daily': (folder) => requests(folder, 1),
  'boston-weekly': (folder) => requests(folder, 7),
}

/** The sets whose files are in the folder, and the names of those that are not. */
export function seriesOf(folder: string): { readonly series: readonly Series[]; readonly missing: readonly string[] } {
  const series: Series[] = []
  const missing: string[] = []
  for (const [set, read] of Object.entries(READERS)) {
    try {
      series.push(...read(folder))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      missing.push(set)
    }
  }
  return { series, missing }
}

const EXTRACT = new URL('./series/real.csv', import.meta.url)

export const committedSeries = (): readonly Series[] =>
  rowsOf(readFileSync(EXTRACT, 'utf8')).map(({ set = '', name = '', period, values = '' }) => ({
    set,
    name,
    period: Number(period),
    values: values.split(' ').map(Number),
  }))

export function extractOf(series: readonly Series[]): string {
  const every: Readonly<Record<string, number>> = { 'nhs-ae': 10, 'dfe-cin': 12, 'wales-delays': 5, 'boston-daily': 6, 'boston-weekly': 4 }
  const kept = [...Map.groupBy(series, ({ set }) => set)].flatMap(([set, members]) => members.filter((_, index) => index % (every[set] ?? 1) === 0))
  return ['set,name,period,values', ...kept.map(({ set, name, period, values }) => `${set},"${name}",${period},${values.join(' ')}`), ''].join('\n')
}

/** Attendances, breaches and admissions by month, of every organisation and type with all 36 months. */
function attendances(folder: string): readonly Series[] {
  const rows = rowsIn(`${folder}/nhs_ae/ae_attendances.csv`)
  const months = [...new Set(rows.map((row) => row['period']))].sort()
  const whole = [...Map.groupBy(rows, (row) => `${row['org_code']} ${row['type']}`)].filter(([, months_]) => months_.length === months.length)
  return whole.flatMap(([name, members]) => {
    const inOrder = members.toSorted((a, b) => ((a['period'] ?? '') < (b['period'] ?? '') ? -1 : 1))
    return ['attendances', 'breaches', 'admissions'].map((field) => ({
      set: 'nhs-ae',
      name: `${name} ${field}`,
      period: 12,
      values: inOrder.map((row) => Number(row[field])),
    }))
  })
}

const MONTHS = ['April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December', 'January', 'February', 'March']

/** Children-in-need referrals by month, 2012 to 2023: each council's longest run without a suppressed month. */
function referrals(folder: string): readonly Series[] {
  const rows = rowsIn(`${folder}/dfe_cin/c6_children_in_need_referrals_by_month_2013_to_2023.csv`)
  const councils = Map.groupBy(
    rows.filter((row) => row['geographic_level'] === 'Local authority'),
    (row) => row['la_name'] ?? '',
  )
  return [...councils]
    .map(([name, years]) => {
      const inOrder = years.toSorted((a, b) => Number(a['time_period']) - Number(b['time_period']))
      return { set: 'dfe-cin', name, period: 12, values: longestRun(inOrder.flatMap((year) => MONTHS.map((month) => year[month] ?? ''))) }
    })
    .filter(({ values }) => values.length >= 24)
}

function longestRun(cells: readonly string[]): readonly number[] {
  const runs: number[][] = [[]]
  for (const cell of cells) {
    if (/^\d+$/.test(cell)) runs.at(-1)?.push(Number(cell))
    else runs.push([])
  }
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest))
}

/** People whose discharge was delayed at each month's census, by health board and reason; a month without a row had none. */
function delays(folder: string): readonly Series[] {
  const rows = rowsIn(`${folder}/wales_delays/wales_delayed_discharge_reasons.csv`)
  const dates = [...new Set(rows.map((row) => row['date']))].sort()
  return [...Map.groupBy(rows, (row) => `${row['lhb22_name']}: ${row['delay_reason']}`)].map(([name, members]) => {
    const counts = new Map(members.map((row) => [row['date'], Number(row['delay_count'])]))
    return { set: 'wales-delays', name, period: 12, values: dates.map((date) => counts.get(date) ?? 0) }
  })
}

const DAY = 86_400_000
/** The first day of the daily series, and how many there are. */
export const FIRST_DAY = Date.UTC(2015, 0, 1) / DAY
const DAYS = 181

/** Requests opened, by neighbourhood, department and both, on each day or in each whole week (from a Monday) of half a year. */
function requests(folder: string, length: 1 | 7): readonly Series[] {
  const opened = new Map<string, number[]>()
  for (const row of rowsIn(`${folder}/boston311/boston311_2015_h1.csv.gz`)) {
    const day = Date.parse(`${(row['open_dt'] ?? '').slice(0, 10)}T00:00:00Z`) / DAY - FIRST_DAY
    const [place, department] = [row['neighborhood'] ?? '', row['department'] ?? '']
    for (const name of [`at ${place}`, `by ${department}`, `at ${place} by ${department}`]) {
      const counts = opened.get(name) ?? Array<number>(DAYS).fill(0)
      counts[day] = (counts[day] ?? 0) + 1
      opened.set(name, counts)
    }
  }
  if (length === 1) return [...opened].map(([name, values]) => ({ set: 'boston-daily', name, period: 7, values }))
  return [...opened].map(([name, values]) => ({ set: 'boston-weekly', name, period: 1, values: weeksOf(values.slice(4)) }))
}

const weeksOf = (days: readonly number[]): readonly number[] =>
  Array.from({ length: Math.floor(days.length / 7) }, (_, week) => days.slice(7 * week, 7 * week + 7).reduce((sum, count) => sum + count, 0))

function rowsIn(path: string): readonly Row[] {
  const bytes = readFileSync(path)
  return rowsOf((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
}

/** Quoted cells may hold commas, none of these files has a line break in one. */
function rowsOf(text: string): readonly Row[] {
  const [head = [], ...rows] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => [...line.matchAll(/(?<=^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''))
  return rows.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])))
}
