import type { WarningLine, WarningRecord, WarningScorecard } from '../../contract/warning.ts'
import { DAY } from '../../contract/instant.ts'
import type { LocalDay } from '../local-time.ts'
import type { Decided } from './book.ts'
import { WARNS_WITHIN } from './watch.ts'

/**
 * How good the warnings of a council have been, in sums: every chance that was ever told counts in it, and it stays small. By
 * month, so that what the wall shows is of the last twelve and of this one. A warning counts once, by what was said when it
 * opened: a hit where the line was crossed within the week, else a false alarm. Remembered as JSON.
 */
export type Tally = Readonly<Record<string, Month>>
export const NO_TALLY: Tally = {}

interface Month {
  /** by `line/days`: how often a chance comes is compared within the same */
  readonly chances: Readonly<Record<string, Sums>>
  readonly warnings: Readonly<Partial<Record<WarningLine, Fared>>>
}
interface Sums {
  readonly of: number
  readonly came: number
  /** the sum of the squared distances from what came (Brier, 1950) */
  readonly squared: number
  /** by tenths: how many chances, their sum, and how many came */
  readonly bins: readonly (readonly [of: number, told: number, came: number])[]
}
interface Fared {
  readonly hits: number
  readonly falseAlarms: number
  readonly misses: number
}

const BINS = 10
const NO_SUMS: Sums = { of: 0, came: 0, squared: 0, bins: Array.from({ length: BINS }, () => [0, 0, 0] as const) }
const NOT_FARED: Fared = { hits: 0, falseAlarms: 0, misses: 0 }
const MONTHS = 13

export interface Settling {
  readonly line: WarningLine
  readonly decided: readonly Decided[]
  readonly missed: boolean
}

/** With what was decided at the midnight with which `today` begins; months that are no longer shown are forgotten. */
export function tallied(tally: Tally, settled: readonly Settling[], today: LocalDay): Tally {
  const name = monthOf(today)
  const { chances, warnings } = tally[name] ?? { chances: {}, warnings: {} }
  const sums = new Map(Object.entries(chances))
  const fared = new Map(Object.entries(warnings))
  for (const { line, decided, missed } of settled) {
    for (const one of decided) {
      const kind = `${line}/${one.days}`
      sums.set(kind, added(sums.get(kind) ?? NO_SUMS, one))
    }
    const weeks = decided.filter(({ days, opened }) => days === WARNS_WITHIN && opened !== null)
    const hits = weeks.filter(({ happened }) => happened).length
    if (weeks.length === 0 && !missed) continue
    const { hits: h, falseAlarms: f, misses: m } = fared.get(line) ?? NOT_FARED
    fared.set(line, { hits: h + hits, falseAlarms: f + weeks.length - hits, misses: m + Number(missed) })
  }
  const kept = Object.entries(tally).filter(([month]) => month !== name).sort(([a], [b]) => (a < b ? -1 : 1)).slice(1 - MONTHS) // prettier-ignore
  return { ...Object.fromEntries(kept), [name]: { chances: Object.fromEntries(sums), warnings: Object.fromEntries(fared) } }
}

const monthOf = (day: LocalDay): string => new Date(day * DAY).toISOString().slice(0, 7)

function added({ of, came, squared, bins }: Sums, { chance, happened }: Pick<Decided, 'chance' | 'happened'>): Sums {
  const at = Math.min(BINS - 1, Math.floor(chance * BINS))
  return {
    of: of + 1,
    came: came + Number(happened),
    squared: squared + (chance - Number(happened)) ** 2,
    bins: bins.map((bin, index) => (index === at ? [bin[0] + 1, bin[1] + chance, bin[2] + Number(happened)] : bin)),
  }
}

/** `open` is how many chances are told and not decided. */
export function scorecardOf(tally: Tally, open: number): WarningScorecard {
  const all = kinds(tally, () => true)
  const of = total(all, ({ of }) => of)
  const brier = of === 0 ? null : total(all, ({ squared }) => squared) / of
  const base = of === 0 ? null : total(all, (sums) => sums.came * (1 - sums.came / sums.of)) / of
  const { hits, falseAlarms, misses } = faredIn(tally, () => true)
  return {
    ...{ of, open, brier, base, skill: brier === null || base === null || base === 0 ? null : 1 - brier / base },
    calibration: Array.from({ length: BINS }, (_, index) => binOf(all, index)),
    ...{ shown: hits + falseAlarms, hits, falseAlarms, misses },
  }
}

/** The track record that stands beside a warning: of all warnings of its kind in the council. Null while none is decided. */
export function recordOf(tally: Tally, line: WarningLine): WarningRecord | null {
  const all = kinds(tally, (kind) => kind.startsWith(`${line}/`))
  const { hits, falseAlarms } = faredIn(tally, (one) => one === line)
  const of = total(all, (sums) => sums.of)
  if (hits + falseAlarms === 0) return null
  return { shown: hits + falseAlarms, came: hits, brier: of === 0 ? null : total(all, ({ squared }) => squared) / of, of }
}

/** The same kind in all months, as one. */
function kinds(tally: Tally, isOf: (kind: string) => boolean): readonly Sums[] {
  const sums = new Map<string, Sums>()
  for (const { chances } of Object.values(tally)) {
    for (const [kind, month] of Object.entries(chances)) if (isOf(kind)) sums.set(kind, together(sums.get(kind) ?? NO_SUMS, month))
  }
  return [...sums.values()]
}

const together = (a: Sums, b: Sums): Sums => ({
  of: a.of + b.of,
  came: a.came + b.came,
  squared: a.squared + b.squared,
  bins: a.bins.map(([of, told, came], index) => [of + (b.bins[index]?.[0] ?? 0), told + (b.bins[index]?.[1] ?? 0), came + (b.bins[index]?.[2] ?? 0)]),
})

function binOf(all: readonly Sums[], index: number): WarningScorecard['calibration'][number] {
  const [forecasts, told, came] = [0, 1, 2].map((part) => total(all, ({ bins }) => bins[index]?.[part] ?? 0))
  const none = !forecasts
  return {
    from: index / BINS,
    to: (index + 1) / BINS,
    forecasts: forecasts ?? 0,
    meanChance: none ? null : (told ?? 0) / forecasts,
    happened: none ? null : (came ?? 0) / forecasts,
  }
}

function faredIn(tally: Tally, isOf: (line: string) => boolean): Fared {
  const all = Object.values(tally).flatMap(({ warnings }) => Object.entries(warnings).flatMap(([line, fared]) => (isOf(line) ? [fared] : [])))
  return { hits: total(all, ({ hits }) => hits), falseAlarms: total(all, ({ falseAlarms }) => falseAlarms), misses: total(all, ({ misses }) => misses) }
}

const total = <T>(all: readonly T[], value: (one: T) => number): number => all.reduce((sum, one) => sum + value(one), 0)
