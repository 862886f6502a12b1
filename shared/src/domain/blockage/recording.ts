import { chanceOfBinomial } from './binomial.ts'
import { chanceOfNone } from './chance.ts'
import { type Series, type Window, quietSpell } from './stall.ts'

/** Signs that the cases moved and the recording did not. */
export interface Recording {
  /** of what was recorded in the last days, how many came unusually late */
  readonly late: { readonly late: number; readonly recorded: number; readonly medianDays: number; readonly chance: number } | null
  /** nothing came either: the silence is the record's, not the work's */
  readonly silent: Window | null
}

const RECENT_DAYS = 4
const LEAST_LATE = 2
const RARE = 1e-3
/** Where none leaves, one record that is unusually late says why: while work stands still, there is nothing to record late. */
const LEAST_LATE_STALLED = 1
const RARE_STALLED = 0.05
const SILENT_CHANCE = 0.02
/** within so many working days */
const TOGETHER = 2.2
const LEAST_SILENCE = 1.6

export function recordingOf(arrived: Series, departed: Series, stalled: boolean): Recording {
  return { late: lateOf([departed, arrived], stalled), silent: silentOf(arrived, departed) }
}

/** Whatever was recorded since a few days ago, with how late it was, and how many records so many days usually bring. */
function recentlyRecorded({ days, today, lateness, usual, rhythm }: Series): {
  readonly recorded: number
  readonly usually: number
  readonly late: readonly number[]
} {
  const from = today.day - RECENT_DAYS
  let [recorded, worth] = [0, 0]
  const late: number[] = []
  for (const { day, count, late: counts } of [...days.slice(-40), today]) {
    const lateOnes = [...counts].reduce((sum, [, n]) => sum + n, 0)
    if (day > from) recorded += count - lateOnes
    if (day > from && day < today.day) worth += rhythm.worth(day)
    for (const [by, n] of counts) {
      if (day + by <= from || day + by > today.day) continue
      recorded += n
      if (by >= lateness.unusual) for (let one = 0; one < n; one++) late.push(by)
    }
  }
  return { recorded, usually: Math.ceil(worth * usual.mean), late }
}

/**
 * Late records are compared with the few that so many records bring, or so many days: where work stands still, those of the
 * weeks before are still being typed in.
 */
function lateOf(series: readonly Series[], stalled: boolean): Recording['late'] {
  const [least, rare] = stalled ? [LEAST_LATE_STALLED, RARE_STALLED] : [LEAST_LATE, RARE]
  let found: Recording['late'] = null
  for (const one of series) {
    const { recorded, usually, late } = recentlyRecorded(one)
    if (late.length < least) continue
    const chance = chanceOfBinomial(Math.max(recorded, usually), one.lateness.unusualShare, late.length)
    if (chance <= rare && (!found || chance < found.chance)) found = { late: late.length, recorded, medianDays: median(late), chance }
  }
  return found
}

/** None came for a spell that is itself out of the ordinary, and that began when nothing left any more. */
function silentOf(arrived: Series, departed: Series): Window | null {
  const spell = quietSpell(arrived)
  const none = quietSpell(departed)
  if (!spell || !none || spell.worth < LEAST_SILENCE || spell.worth < none.worth - TOGETHER) return null
  return chanceOfNone(arrived.usual, spell.worth) <= SILENT_CHANCE ? spell : null
}

const median = (of: readonly number[]): number => [...of].sort((a, b) => a - b)[Math.floor((of.length - 1) / 2)] ?? 0
