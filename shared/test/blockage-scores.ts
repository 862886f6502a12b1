import type { SignalKind } from '../src/contract/blockage.ts'
import { type Trial, falseOpenings, stallTrial, toldTrial } from './blockage-trials.ts'
import { scoreLogs } from './log-scores.ts'
import type { Change } from './made-flow.ts'

/**
 * What the detector finds, and what it only thinks it finds, in flows of known truth: `node shared/test/blockage-scores.ts`
 * (half an hour), with `--quick` (some minutes) from a fifth of the trials. Every number comes from events through `backtest`:
 * with `--late` those of late records alone, with `--events` through logs in files and `weir backtest`.
 */
const quick = process.argv.includes('--quick')
const PLACES = 4
const QUIET_LOGS = quick ? 2 : 12
const TRIALS = quick ? 15 : 80

const QUIET_MEANS = [0.3, 0.6, 1, 2, 3, 4, 5, 8, 12, 20]
const RATIOS = [1.5, 2, 3]
/** means and ratios at which a complete stall must be found */
const STALLS = [[3, 1.5], [4, 1.5], [6, 1.5], [10, 1.5], [20, 1.5], [5, 2], [5, 3], [7, 3], [12, 3]] as const // prettier-ignore
const TOLD = [[3, 1.5], [5, 1.5], [8, 1.5], [5, 2], [12, 2], [5, 3], [10, 3]] as const // prettier-ignore
const CHANGES: readonly (readonly [string, Omit<Change, 'from' | 'until'>])[] = [
  ['arrivals doubled', { kind: 'surge' }],
  ['departures at 45 in 100', { kind: 'drop' }],
  ['every record 5 to 7 days late', { kind: 'late', by: [5, 7] }],
  ['every record 2 to 6 days late', { kind: 'late', by: [2, 6] }],
  ['departures alone 2 to 6 days late', { kind: 'late-out', by: [2, 6] }],
  ['departures alone 5 to 7 days late', { kind: 'late-out', by: [5, 7] }],
]

const say = (...cells: readonly (string | number)[]): void => console.log(cells.map((cell) => String(cell).padStart(14)).join(''))
const seeds = (count: number, offset = 0): readonly number[] => Array.from({ length: count }, (_, index) => index + offset)
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
const share = (values: readonly boolean[]): string => mean(values.map(Number)).toFixed(2)
const median = (values: readonly (number | null)[]): number | string => values.flatMap((one) => one ?? []).sort((a, b) => a - b)[values.length >> 1] ?? '-'

function scoreQuiet(): void {
  console.log(`\nNothing is wrong: openings in a stage of a place in 250 working days (${QUIET_LOGS * PLACES} of them a row)`)
  const kinds: readonly SignalKind[] = ['blockage', 'capacity-drop', 'surge', 'recording-lag', 'bottleneck']
  say('a day', 'variance/mean', ...kinds)
  const all: number[] = []
  for (const ratio of RATIOS) {
    for (const aDay of QUIET_MEANS) {
      const opened = seeds(QUIET_LOGS, Math.round(aDay * 1000 + ratio * 10)).map((seed) => falseOpenings({ mean: aDay, ratio, places: PLACES, seed }))
      const rates = kinds.map((kind) => mean(opened.map((one) => one.get(kind) ?? 0)))
      say(aDay, ratio, ...rates.map((rate) => rate.toFixed(2)))
      all.push(rates[0] ?? 0)
    }
  }
  console.log(`blockages, all rows: ${mean(all).toFixed(3)}`)
}

const trials = (aDay: number, ratio: number, count: number): readonly Trial[] => seeds(count, 1).map((seed) => ({ mean: aDay, ratio, places: PLACES, seed }))

function scoreStalls(): void {
  console.log(`\nNone leaves: share told as a blockage, and cleared after the flow's return (${TRIALS} trials a row)`)
  say('a day', 'variance/mean', 'days', 'in 3 days', 'in 4 days', 'cleared in 5')
  for (const [aDay, ratio] of STALLS) {
    for (const days of [5, 10]) {
      const found = trials(aDay, ratio, TRIALS).map((trial) => stallTrial(trial, days))
      const within = (limit: number) => share(found.map(({ openedAfter }) => openedAfter !== null && openedAfter <= limit))
      const opened = found.filter(({ openedAfter }) => openedAfter !== null)
      say(aDay, ratio, days, within(3), within(4), share(opened.map(({ clearedAfter }) => clearedAfter !== null && clearedAfter <= 5)))
    }
  }
}

function scoreTold(changes = CHANGES): void {
  console.log(`\nSomething else, for three weeks: share told rightly and never as a blockage (${TRIALS} trials a row)`)
  for (const [name, change] of changes) {
    console.log(name)
    say('a day', 'variance/mean', 'told rightly', 'signal seen', 'blockage', 'days until')
    for (const [aDay, ratio] of TOLD) {
      const told = trials(aDay, ratio, TRIALS).map((trial) => toldTrial(trial, change))
      const rightly = share(told.map(({ right, blocked }) => right && !blocked))
      say(aDay, ratio, rightly, share(told.map(({ right }) => right)), share(told.map(({ blocked }) => blocked)), median(told.map(({ after }) => after)))
    }
  }
}

if (process.argv.includes('--late')) scoreTold(CHANGES.filter(([, { kind }]) => kind === 'late' || kind === 'late-out'))
else if (process.argv.includes('--events')) await scoreLogs(quick ? 2 : 10, 90_000)
else {
  scoreQuiet()
  scoreStalls()
  scoreTold()
}
