import { DAY, type Instant } from '../../contract/instant.ts'
import type { LocalDay } from '../local-time.ts'
import type { Flow } from './flow.ts'
import { flowsAgain, isUsualAgain } from './again.ts'
import { type FlowSignal, type Signal, type Tests, signalOf } from './signal.ts'
import type { Flagged, Judged, Span } from './stage-flows.ts'

/**
 * What is remembered of a stage in a place from one evaluation to the next: the signal that is open, and which days were out
 * of the ordinary. A signal opens on the evidence of whole days, so once a day; it may clear at any time, and where late
 * records show that a blockage never was, that is told in its stead. It enters and leaves at different points. A fold over
 * fixed instants: the same facts give the same transitions.
 *
 *   nothing ─ a test of whole days ─▶ open ─ flows again (a blockage), three calm days (the others) ─▶ nothing
 *                                      └─ another signal of more weight ─▶ that one
 */
export interface Memory {
  readonly open: Opened | null
  /** the last day that was judged */
  readonly day: LocalDay
  /** working days in a row on which nothing was to be seen of the open signal */
  readonly calm: number
  /** what has been seen for so many days without being open yet */
  readonly coming: { readonly kind: FlowSignal; readonly days: number } | null
  readonly flagged: Flagged
}

export interface Opened extends Signal {
  readonly openedAt: Instant
  readonly openedOn: LocalDay
}

export type Transition = { readonly state: 'opened' | 'cleared'; readonly signal: Opened }

export interface Step {
  readonly memory: Memory
  readonly transitions: readonly Transition[]
}

export const NEW_MEMORY: Memory = { open: null, day: -Infinity, calm: 0, coming: null, flagged: { arrived: [], departed: [] } }

const CALM_DAYS = 3
const COMING_DAYS: Readonly<Record<FlowSignal, number>> = { 'recording-lag': 1, blockage: 1, 'capacity-drop': 1, surge: 2, bottleneck: 2 }
/** A blockage that lets some through for so long has become a smaller capacity. */
const SMALLER_NOW_DAYS = 4
const WEIGHT: readonly FlowSignal[] = ['bottleneck', 'surge', 'capacity-drop', 'blockage', 'recording-lag']
/** What lasts longer than this has become usual. */
const FLAGGED_AT_MOST = 60

export function watch(before: Memory, flow: Flow, judged: Judged, tests: Tests, fed: boolean, now: Instant): Step {
  const today = judged.departed.today.day
  const { open } = before
  const seen = signalOf(flow, judged, tests, fed)
  if (open?.kind === 'blockage' && flowsAgain(flow, judged, open.since))
    return seen?.kind === 'recording-lag' ? turned({ ...before, day: today }, open, seen, today, now) : cleared(before, open, today, now)
  if (today === before.day || judged.departed.rhythm.worth(today - 1) < 0.5) return { memory: { ...before, day: today }, transitions: [] }
  const signal = seen?.kind === 'blockage' && flowsAgain(flow, judged, seen.since) ? null : seen
  const memory = { ...before, day: today }
  if (!open) return signal ? maybeOpen(memory, signal, COMING_DAYS[signal.kind], now) : { memory: { ...memory, coming: null }, transitions: [] }
  if (signal?.kind === open.kind && !isUsualAgain(open.kind, judged)) return { memory: { ...memory, calm: 0, coming: null }, transitions: [] }
  if (signal && weight(signal) > weight(open)) return turned(memory, open, signal, today, now)
  if (open.kind === 'blockage') return signal ? maybeTurn(memory, open, signal, today, now) : { memory, transitions: [] }
  return memory.calm + 1 >= CALM_DAYS ? cleared(memory, open, today, now) : { memory: { ...memory, calm: memory.calm + 1 }, transitions: [] }
}

const weight = ({ kind }: Signal): number => WEIGHT.indexOf(kind)

function maybeOpen(memory: Memory, signal: Signal, needed: number, now: Instant): Step {
  const days = memory.coming?.kind === signal.kind ? memory.coming.days + 1 : 1
  if (days < needed) return { memory: { ...memory, coming: { kind: signal.kind, days } }, transitions: [] }
  const open = { ...signal, openedAt: now, openedOn: memory.day }
  return {
    memory: { ...memory, open, calm: 0, coming: null, flagged: flag(memory.flagged, open) },
    transitions: [{ state: 'opened', signal: open }],
  }
}

function maybeTurn(memory: Memory, open: Opened, signal: Signal, today: LocalDay, now: Instant): Step {
  const days = memory.coming?.kind === signal.kind ? memory.coming.days + 1 : 1
  if (days >= SMALLER_NOW_DAYS) return turned(memory, open, signal, today, now)
  return { memory: { ...memory, coming: { kind: signal.kind, days } }, transitions: [] }
}

function turned(memory: Memory, open: Opened, signal: Signal, today: LocalDay, now: Instant): Step {
  const over = cleared(memory, open, today, now)
  const next = maybeOpen(over.memory, signal, 0, now)
  return { memory: next.memory, transitions: [...over.transitions, ...next.transitions] }
}

function cleared(memory: Memory, open: Opened, today: LocalDay, now: Instant): Step {
  return {
    memory: { ...memory, open: null, day: today, calm: 0, coming: null, flagged: settle(memory.flagged, today - 1, mayBeChance(open, now)) },
    transitions: [{ state: 'cleared', signal: open }],
  }
}

/** What came is out of the ordinary in a surge, what went in all the others; a lag of the record spoils both. */
function flag({ arrived, departed }: Flagged, { kind, since }: Signal): Flagged {
  const span: Span = { from: since, to: since + FLAGGED_AT_MOST }
  return {
    arrived: kind === 'surge' || kind === 'recording-lag' ? [...arrived, span] : arrived,
    departed: kind === 'blockage' || kind === 'capacity-drop' || kind === 'recording-lag' ? [...departed, span] : departed,
  }
}

const KEPT_DAYS = 130
/** A surge or a drop that is over sooner may have been chance. */
const BRIEF_MS = 14 * DAY
const mayBeChance = ({ kind, openedAt }: Opened, now: Instant): boolean => (kind === 'surge' || kind === 'capacity-drop') && now - openedAt < BRIEF_MS

function settle({ arrived, departed }: Flagged, last: LocalDay, teaches: boolean): Flagged {
  const end = (span: Span): Span => ({ ...span, to: last, ...(teaches ? { teaches } : {}) })
  const ended = (spans: readonly Span[]) => spans.map((span) => (span.to > last ? end(span) : span)).filter(({ to }) => to > last - KEPT_DAYS)
  return { arrived: ended(arrived), departed: ended(departed) }
}
