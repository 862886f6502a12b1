import type { BlockageBoard, SignalKind } from '@weir/shared/contract/blockage'
import type { Board, LocalitySummary, StageBoard } from '@weir/shared/contract/board'
import type { FlowBoard } from '@weir/shared/contract/flow'
import type { Level, PressureBoard } from '@weir/shared/contract/pressure'
import type { WarningBoard } from '@weir/shared/contract/warning'
import * as words from '@weir/shared/words/messages'
import type { LevelLook } from '#lib/tiles/level-look.ts'

/** Recorded boards bent into every state that a tile can be in. Nothing here is read by a wall. */
export interface State<T> {
  readonly name: () => string
  readonly of: T
}

const LEVELS: readonly Level[] = [1, 2, 3, 4]
const LEVEL_NAMES = { 1: words.level_1, 2: words.level_2, 3: words.level_3, 4: words.level_4 } as const

export const LEVEL_LOOKS: readonly State<LevelLook>[] = [
  ...LEVELS.map((level) => ({ name: LEVEL_NAMES[level], of: { kind: 'sure' as const, level } })),
  ...LEVELS.map((level) => ({ name: () => words.level_doubted({ level: LEVEL_NAMES[level]() }), of: { kind: 'doubted' as const, level } })),
  { name: words.level_1_to_2, of: { kind: 'range', level: 1, from: 1, to: 2 } },
  { name: () => words.gallery_range_now({ range: words.level_1_to_4(), level: words.level_2() }), of: { kind: 'range', level: 2, from: 1, to: 4 } },
  { name: words.level_3_to_4, of: { kind: 'range', level: 3, from: 3, to: 4 } },
  { name: words.level_untold, of: { kind: 'untold' } },
]

const HOUR = 3_600_000
const certain = { weakened: false, sources: { late: [], silent: [], of: 4 }, declared: null, disagrees: null }

export function pressureStates(one: PressureBoard, now: number): readonly State<PressureBoard>[] {
  const at = (level: Level, rest: Partial<PressureBoard> = {}): PressureBoard => ({ ...one, ...certain, level, range: { from: level, to: level }, ...rest })
  const declared = (level: Level) => ({ level, reason: 'ward-closed', at: now - HOUR, until: now + 5 * HOUR })
  return [
    ...LEVELS.map((level) => ({ name: LEVEL_NAMES[level], of: at(level) })),
    { name: words.look_late, of: at(2, { weakened: true, range: { from: 2, to: 3 }, sources: { late: ['a'], silent: [], of: 4 } }) },
    { name: words.look_silent, of: at(1, { weakened: true, range: { from: 1, to: 4 }, sources: { late: [], silent: ['a', 'b'], of: 4 } }) },
    { name: words.level_untold, of: { ...at(1), level: null, range: { from: 1, to: 4 }, weakened: true } },
    { name: words.gallery_declared_above, of: at(2, { declared: declared(4), disagrees: 2 }) },
    { name: words.gallery_declared_below, of: at(4, { declared: declared(3), disagrees: -1 }) },
  ]
}

const KINDS: readonly (readonly [SignalKind, () => string])[] = [
  ['blockage', words.signal_blockage],
  ['bottleneck', words.signal_bottleneck],
  ['surge', words.signal_surge],
  ['capacity-drop', words.signal_capacity_drop],
  ['recording-lag', words.signal_recording_lag],
]

/** What came since then, where what was recorded is no surge: half as many again as usual. */
const surging = ({ sinceThen }: BlockageBoard): BlockageBoard['sinceThen'] =>
  sinceThen && { ...sinceThen, arrived: { ...sinceThen.arrived, count: Math.ceil(sinceThen.arrived.usual * 1.5) } }

export const blockageStates = (one: BlockageBoard): readonly State<BlockageBoard>[] => [
  ...KINDS.map(([kind, name]) => ({ name, of: { ...one, kind, sinceThen: kind === 'surge' ? surging(one) : one.sinceThen } })),
  { name: words.gallery_effect, of: { ...one, effectOf: one.stage } },
  { name: words.everywhere, of: { ...one, everywhere: true, behind: 2 } },
]

export interface PoolState {
  readonly stage: StageBoard
  readonly flow: FlowBoard | undefined
  readonly signal: BlockageBoard | undefined
  readonly before: number | null
  readonly late: boolean
}

export function poolStates(stage: StageBoard, flow: FlowBoard, signal: BlockageBoard): readonly State<PoolState>[] {
  const usual = Math.max(8, flow.usual.waiting)
  const usually: FlowBoard = { ...flow, usual: { waiting: usual, arrivals: 3, departures: 3 } }
  const week = (d7: number) => ({ h24: Math.round(d7 / 5), d7 })
  const own: StageBoard = { ...stage, kind: 'queue', waiting: usual, overdue: 0, arrivals: week(15), departures: week(15) }
  const state = (name: () => string, rest: Partial<StageBoard>, more: Partial<PoolState> = {}): State<PoolState> => ({
    name,
    of: { stage: { ...own, ...rest }, flow: usually, signal: undefined, before: null, late: false, ...more },
  })
  const told = (kind: SignalKind) => ({ signal: { ...signal, kind, everywhere: false } })
  return [
    state(words.gallery_as_usual, {}),
    state(words.gallery_fewer, { waiting: Math.round(usual / 3) }),
    state(words.gallery_more, { waiting: usual * 2, overdue: Math.round(usual / 2), arrivals: week(24) }),
    state(words.gallery_brim, { waiting: usual * 4, overdue: usual * 2 }),
    state(words.gallery_all_overdue, { overdue: usual }),
    state(words.gallery_empty, { waiting: 0, oldestEnteredAt: null }),
    state(words.gallery_work, { kind: 'work', overdue: 2 }),
    state(words.gallery_service, { kind: 'service' }),
    state(words.gallery_no_usual, {}, { flow: undefined }),
    state(words.gallery_since_huddle, {}, { before: Math.round(usual / 2) }),
    state(words.signal_blockage, { waiting: usual * 2, overdue: usual, departures: week(0) }, told('blockage')),
    state(words.signal_capacity_drop, { waiting: Math.round(usual * 1.5), departures: week(6) }, told('capacity-drop')),
    state(words.signal_surge, { waiting: usual * 2, arrivals: week(40) }, told('surge')),
    state(words.look_late, {}, { late: true }),
    state(words.signal_recording_lag, { waiting: usual * 2, arrivals: week(0), departures: week(0) }, told('recording-lag')),
  ]
}

export function summaryStates(one: LocalitySummary, held: BlockageBoard): readonly State<LocalitySummary>[] {
  const at = (level: Level | null, rest: Partial<LocalitySummary['pressure'][number]> = {}, more: Partial<LocalitySummary> = {}): LocalitySummary => ({
    ...one,
    blockages: [],
    blocked: 0,
    pressure: one.pressure.slice(0, 1).map((pressure) => ({ ...pressure, ...certain, level, range: { from: level ?? 1, to: level ?? 4 }, ...rest })),
    ...more,
  })
  return [
    { name: words.level_1, of: at(1) },
    { name: words.level_2, of: at(2) },
    { name: words.gallery_high_held, of: at(3, {}, { blockages: [held], blocked: 1 }) },
    { name: words.level_4, of: at(4, {}, { blockages: [held, { ...held, kind: 'surge' }], blocked: 2 }) },
    { name: words.look_late, of: at(1, { weakened: true, range: { from: 1, to: 3 }, sources: { late: ['a'], silent: [], of: 4 } }) },
    { name: words.look_silent, of: at(null, { weakened: true, sources: { late: [], silent: ['a'], of: 1 } }) },
  ]
}

export const warningStates = (one: StageBoard, now: number): readonly WarningBoard[] => [
  {
    service: one.service,
    pathway: one.pathway,
    stage: one.stage,
    line: 'waiting',
    now: one.waiting,
    threshold: Math.ceil(one.waiting * 1.3),
    chances: [
      { days: 3, by: now + 72 * HOUR, chance: 0.4 },
      { days: 7, by: now + 168 * HOUR, chance: 0.8 },
    ],
    since: now - HOUR,
    record: { shown: 31, came: 22, brier: 0.14, of: 120 },
  },
  {
    service: one.service,
    pathway: null,
    stage: null,
    line: 'level',
    now: 2,
    threshold: 3,
    chances: [{ days: 1, by: now + 24 * HOUR, chance: 0.2 }],
    since: now - HOUR,
    record: null,
  },
]

/** A board on which something is told of every kind; the first of those recorded that has any. */
export const boardWithBlockage = (boards: readonly Board[]): Board | undefined => boards.find(({ blockages }) => blockages.some(({ stage }) => stage !== null))
