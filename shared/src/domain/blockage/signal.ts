import type { SignalKind } from '../../contract/blockage.ts'
import type { LocalDay } from '../local-time.ts'
import type { Flow } from './flow.ts'
import { type Recording, recordingOf } from './recording.ts'
import { type Shift, fallOf, riseOf } from './shift.ts'
import { LEAST_SPELL, type Series, type Stall, quietSpell, stallOf } from './stall.ts'
import type { Judged } from './stage-flows.ts'
import { type Ageing, type Growth, ageingOf, growthOf } from './waiting.ts'

/**
 * What is wrong with a flow, decided from tests that each say one thing. *Blockage*: hardly anything leaves while work waits.
 * *Capacity drop*: clearly less leaves than usual, and work waits. *Surge*: clearly more comes. *Bottleneck*: it grows and
 * ages, and none of these says why. *Recording lag*: the record is late or silent, so nothing can be said of the work.
 */
export type FlowSignal = Exclude<SignalKind, 'authorisation'>

export interface Tests {
  readonly stall: Stall | null
  readonly fall: Shift | null
  readonly rise: Shift | null
  readonly starve: Shift | null
  readonly growth: Growth | null
  readonly ageing: Ageing | null
  readonly recording: Recording
}

/** How rare chance must be to be heeded, for each test of a day. */
export interface Alarm {
  readonly blockage: number
  readonly other: number
}

/** What is open is heeded on easier terms: it leaves at another point than it enters. */
const EASIER = 10

export function testsOf(flow: Flow, judged: Judged, alarm: Alarm, open: { readonly kind: FlowSignal; readonly openedOn: LocalDay } | null = null): Tests {
  const { arrived, departed } = judged
  const other = (kind: FlowSignal) => alarm.other * (open?.kind === kind ? EASIER : 1)
  const stall = stallOf(departed, alarm.blockage, open?.kind === 'capacity-drop' ? open.openedOn : null)
  return {
    stall,
    fall: fallOf(departed, other('capacity-drop')),
    rise: riseOf(arrived, other('surge')),
    starve: fallOf(arrived, alarm.other),
    growth: growthOf(flow, judged),
    ageing: ageingOf(flow),
    recording: recordingOf(arrived, departed, stall !== null),
  }
}

/** Fewer working days than these have taught too little. */
const LEARNT_ENOUGH = 15
export const LEAST_WAITING = 2
/** Where this share of the last records is late, the lateness alone is worth saying. */
const MOSTLY_LATE = 0.5
const MANY_LATE = 5

export interface Signal {
  readonly kind: FlowSignal
  readonly since: LocalDay
}

/** `fed` says that what comes here comes from a stage that is itself held, so that silence here is no sign of the record. */
export function signalOf(flow: Flow, { departed }: Judged, tests: Tests, fed: boolean): Signal | null {
  const { stall, fall, rise, starve, growth, ageing, recording } = tests
  if (departed.usual.learntFrom < LEARNT_ENOUGH || departed.usual.mean === 0) return null
  const waits = flow.waiting >= Math.max(LEAST_WAITING, departed.usual.mean)
  const slow = stall ?? fall
  const { late, silent } = recording
  if (late && (slow || (late.late >= MANY_LATE && late.late >= MOSTLY_LATE * late.recorded)))
    return { kind: 'recording-lag', since: slow?.since ?? departed.today.day - late.medianDays }
  if (silent && stall && !fed) return { kind: 'recording-lag', since: stall.since }
  if (stall && waits) return { kind: 'blockage', since: stall.since }
  if (fall && waits && isThere(flow, fall) && !(starve && !growth) && !isPausing(departed)) return { kind: 'capacity-drop', since: fall.since }
  if (rise) return { kind: 'surge', since: rise.since }
  if (growth && ageing) return { kind: 'bottleneck', since: departed.today.day }
  return null
}

/** Where capacity dropped, a good part of what did not leave is there and waits; where little waits, little came. */
const isThere = ({ waiting }: Flow, { expected, count }: Shift): boolean => waiting >= THERE * (expected - count)
const THERE = 0.5

/** None at all for two working days: tomorrow it is a stall, or the record is late, or it was chance; it is no mere slowness. */
function isPausing(departed: Series): boolean {
  const spell = quietSpell(departed)
  return spell !== null && spell.lasted >= PAUSE && spell.lasted < LEAST_SPELL && spell.expected >= CLEARLY
}
const PAUSE = 1.5
const CLEARLY = 4
