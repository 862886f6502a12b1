import type { BlockageBoard, SignalKind } from '@weir/shared/contract/blockage'
import type { Board, LocalitySummary, StageBoard } from '@weir/shared/contract/board'
import type { FlowBoard } from '@weir/shared/contract/flow'
import type { Level, PressureBoard } from '@weir/shared/contract/pressure'
import type { WarningBoard } from '@weir/shared/contract/warning'
import type { LevelLook } from '#lib/tiles/level-look.ts'

/** Recorded boards bent into every state that a tile can be in. Nothing here is read by a wall. */
export interface State<T> {
  readonly name: string
  readonly of: T
}

const LEVELS: readonly Level[] = [1, 2, 3, 4]

export const LEVEL_LOOKS: readonly State<LevelLook>[] = [
  ...LEVELS.map((level) => ({ name: `level ${level}`, of: { kind: 'sure' as const, level } })),
  ...LEVELS.map((level) => ({ name: `level ${level}, in doubt`, of: { kind: 'doubted' as const, level } })),
  { name: '1 to 2', of: { kind: 'range', level: 1, from: 1, to: 2 } },
  { name: '1 to 4, now 2', of: { kind: 'range', level: 2, from: 1, to: 4 } },
  { name: '3 to 4', of: { kind: 'range', level: 3, from: 3, to: 4 } },
  { name: 'untold', of: { kind: 'untold' } },
]

const HOUR = 3_600_000
const certain = { weakened: false, sources: { late: [], silent: [], of: 4 }, declared: null, disagrees: null }

export function pressureStates(one: PressureBoard, now: number): readonly State<PressureBoard>[] {
  const at = (level: Level, rest: Partial<PressureBoard> = {}): PressureBoard => ({ ...one, ...certain, level, range: { from: level, to: level }, ...rest })
  const declared = (level: Level) => ({ level, reason: 'ward-closed', at: now - HOUR, until: now + 5 * HOUR })
  return [
    ...LEVELS.map((level) => ({ name: `level ${level}`, of: at(level) })),
    { name: 'a source late', of: at(2, { weakened: true, range: { from: 2, to: 3 }, sources: { late: ['a'], silent: [], of: 4 } }) },
    { name: 'sources silent', of: at(1, { weakened: true, range: { from: 1, to: 4 }, sources: { late: [], silent: ['a', 'b'], of: 4 } }) },
    { name: 'untold', of: { ...at(1), level: null, range: { from: 1, to: 4 }, weakened: true } },
    { name: 'declared above', of: at(2, { declared: declared(4), disagrees: 2 }) },
    { name: 'declared below', of: at(4, { declared: declared(3), disagrees: -1 }) },
  ]
}

const KINDS: readonly SignalKind[] = ['blockage', 'bottleneck', 'surge', 'capacity-drop', 'recording-lag']

/** What came since then, where what was recorded is no surge: half as many again as usual. */
const surging = ({ sinceThen }: BlockageBoard): BlockageBoard['sinceThen'] =>
  sinceThen && { ...sinceThen, arrived: { ...sinceThen.arrived, count: Math.ceil(sinceThen.arrived.usual * 1.5) } }

export const blockageStates = (one: BlockageBoard): readonly State<BlockageBoard>[] => [
  ...KINDS.map((kind) => ({ name: kind, of: { ...one, kind, sinceThen: kind === 'surge' ? surging(one) : one.sinceThen } })),
  { name: 'an effect', of: { ...one, effectOf: one.stage } },
  { name: 'everywhere', of: { ...one, everywhere: true, behind: 2 } },
]

export interface PoolState {
  readonly stage: StageBoard
  readonly flow: FlowBoard | undefined
  readonly signal: BlockageBoard | undefined
  readonly before: number | null
}

export function poolStates(stage: StageBoard, flow: FlowBoard, signal: BlockageBoard): readonly State<PoolState>[] {
  const usual = Math.max(8, flow.usual.waiting)
  const usually: FlowBoard = { ...flow, usual: { waiting: usual, arrivals: 3, departures: 3 } }
  const week = (d7: number) => ({ h24: Math.round(d7 / 5), d7 })
  const own: StageBoard = { ...stage, kind: 'queue', waiting: usual, overdue: 0, arrivals: week(15), departures: week(15) }
  const state = (name: string, rest: Partial<StageBoard>, more: Partial<PoolState> = {}): State<PoolState> => ({
    name,
    of: { stage: { ...own, ...rest }, flow: usually, signal: undefined, before: null, ...more },
  })
  const told = (kind: SignalKind) => ({ signal: { ...signal, kind, everywhere: false } })
  return [
    state('usual', {}),
    state('low', { waiting: Math.round(usual / 3) }),
    state('more than usual', { waiting: usual * 2, overdue: Math.round(usual / 2), arrivals: week(24) }),
    state('over the brim', { waiting: usual * 4, overdue: usual * 2 }),
    state('all overdue', { overdue: usual }),
    state('empty', { waiting: 0, oldestEnteredAt: null }),
    state('in hand', { kind: 'work', overdue: 2 }),
    state('received', { kind: 'service' }),
    state('usual not known', {}, { flow: undefined }),
    state('since the huddle', {}, { before: Math.round(usual / 2) }),
    state('held', { waiting: usual * 2, overdue: usual, departures: week(0) }, told('blockage')),
    state('less done', { waiting: Math.round(usual * 1.5), departures: week(6) }, told('capacity-drop')),
    state('surge', { waiting: usual * 2, arrivals: week(40) }, told('surge')),
    state('recording late', { waiting: usual * 2, arrivals: week(0), departures: week(0) }, told('recording-lag')),
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
    { name: 'calm', of: at(1) },
    { name: 'busy', of: at(2) },
    { name: 'high, held', of: at(3, {}, { blockages: [held], blocked: 1 }) },
    { name: 'critical', of: at(4, {}, { blockages: [held, { ...held, kind: 'surge' }], blocked: 2 }) },
    { name: 'a source late', of: at(1, { weakened: true, range: { from: 1, to: 3 }, sources: { late: ['a'], silent: [], of: 4 } }) },
    { name: 'sources silent', of: at(null, { weakened: true, sources: { late: [], silent: ['a'], of: 1 } }) },
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
