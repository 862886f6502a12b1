import { backtest } from '../src/backtest/backtest.ts'
import type { FlowFound } from '../src/backtest/found.ts'
import type { SignalKind } from '../src/contract/blockage.ts'
import type { Instant } from '../src/contract/instant.ts'
import { startOfDay } from '../src/domain/local-time.ts'
import { type Change, type MadeFlow, TIME_ZONE, madeEvents, madePack, workingDays } from './made-flow.ts'

/** Trials of the detector against flows of known truth: events go in by the thousand, what is said of them is counted. */
export interface Trial {
  readonly mean: number
  /** variance over mean of a day's count */
  readonly ratio: number
  readonly places: number
  readonly seed: number
}

export interface Said {
  readonly kind: SignalKind
  readonly state: 'opened' | 'cleared'
  readonly place: string | null
  readonly stage: string
  /** so many working days of the log were over */
  readonly day: number
}

/** Everything that is said of a log of these flows, in order. */
function saidOf(flows: readonly MadeFlow[], seed: number, lasts: number, stages = 1): readonly Said[] {
  const pack = madePack(flows.map(({ place }) => place), stages) // prettier-ignore
  const ends = workingDays(lasts + 10).map((day) => startOfDay(day + 1, TIME_ZONE))
  const said: Said[] = []
  for (const found of backtest(madeEvents({ flows, seed, lasts, stages }), pack)) {
    if (found.kind === 'flow') said.push(saidIn(found, ends, flows))
  }
  return said
}

const saidIn = ({ at, state, locality, blockage: { kind, stage } }: FlowFound, ends: readonly Instant[], flows: readonly MadeFlow[]): Said => ({
  ...{ kind, state, stage: stage ?? '' },
  place: locality === null ? null : (flows[locality - 1]?.place ?? 'unplaced'),
  day: ends.filter((end) => end <= at).length,
})

const YEAR = 250
const LASTS = 270

/** How often each signal opens in a stage of a place where nothing is wrong, in 250 working days; the first weeks are counted too. */
export function falseOpenings({ mean, ratio, places, seed }: Trial): ReadonlyMap<SignalKind, number> {
  const flows = Array.from({ length: places }, (_, index): MadeFlow => ({ place: `place-${index}`, mean, ratio }))
  const opened = saidOf(flows, seed, LASTS).filter(({ state }) => state === 'opened')
  const aYear = (kind: SignalKind) => opened.filter((one) => one.kind === kind).length / places / (LASTS / YEAR)
  return new Map((['blockage', 'capacity-drop', 'surge', 'recording-lag', 'bottleneck'] as const).map((kind) => [kind, aYear(kind)]))
}

const BEGINS = 100
const OTHER = 'other'

/** One place in which something changes after a hundred working days, among others in which nothing does. */
function changed({ mean, ratio, places, seed }: Trial, change: Omit<Change, 'from' | 'until'>, days: number, after: number): readonly Said[] {
  const from = BEGINS + (seed % 5)
  const others = Array.from({ length: places - 1 }, (_, index): MadeFlow => ({ place: `${OTHER}-${index}`, mean, ratio }))
  const flows = [{ place: 'here', mean, ratio, change: { ...change, from, until: from + days } }, ...others]
  return saidOf(flows, seed, from + days + after).flatMap((one) => (one.place === 'here' ? [{ ...one, day: one.day - from }] : []))
}

export interface StallFound {
  /** working days from the beginning of the stall to the blockage; null where none opened before the flow came back */
  readonly openedAfter: number | null
  /** working days from the flow's return until it cleared */
  readonly clearedAfter: number | null
}

export function stallTrial(trial: Trial, days: number): StallFound {
  const said = changed(trial, { kind: 'stall' }, days, 10).filter(({ kind, day }) => kind === 'blockage' && day > 0)
  const opened = said.findIndex(({ state, day }) => state === 'opened' && day <= days)
  if (opened === -1) return { openedAfter: null, clearedAfter: null }
  const cleared = said.slice(opened).find(({ state, day }) => state === 'cleared' && day >= days)
  return { openedAfter: said[opened]?.day ?? null, clearedAfter: cleared ? cleared.day - days : null }
}

export interface Told {
  /** the right signal opened */
  readonly right: boolean
  /** a blockage opened */
  readonly blocked: boolean
  /** working days until the right signal opened */
  readonly after: number | null
}

const TOLD_DAYS = 15
const SIGNAL_OF = { stall: 'blockage', surge: 'surge', drop: 'capacity-drop', late: 'recording-lag', 'late-out': 'recording-lag' } as const

/** Three weeks of something other than a stall. */
export function toldTrial(trial: Trial, change: Omit<Change, 'from' | 'until'>): Told {
  const opened = changed(trial, change, TOLD_DAYS, 3).filter(({ state, day }) => state === 'opened' && day > 0)
  const right = opened.find(({ kind }) => kind === SIGNAL_OF[change.kind])
  return { right: right !== undefined, blocked: opened.some(({ kind }) => kind === 'blockage'), after: right?.day ?? null }
}
