import type { BlockageBoard, SignalKind, TestBoard } from '@weir/shared/contract/blockage'
import type { StageBoard } from '@weir/shared/contract/board'
import type { DriverBoard, Level, PressureBoard } from '@weir/shared/contract/pressure'
import type { PackView } from '@weir/shared/contract/pack-view'
import { DAY, HOUR } from '@weir/shared/words/span'

/**
 * Every state that a locality's pressure and flows can be in, made: to see how the wall looks in it. A scene is the same each
 * time, and speaks of the stages that the made pack has.
 */
export const SCENES = [
  'steady',
  'busy',
  'high',
  'critical',
  'weakened',
  'doubted',
  'untold',
  'declared-above',
  'declared-below',
  'everywhere',
  'recording-lag',
  'surge',
  'capacity-drop',
  'bottleneck',
  'authorisation',
  'many',
] as const
export type Scene = (typeof SCENES)[number]

export const isScene = (value: string | null): value is Scene => SCENES.some((scene) => scene === value)

interface Place {
  readonly pack: PackView
  readonly stages: readonly StageBoard[]
  readonly services: readonly string[]
  readonly now: number
}

const LEVELS: Readonly<Record<Scene, Level | null>> = {
  steady: 1,
  busy: 2,
  high: 3,
  critical: 4,
  weakened: 2,
  doubted: 1,
  untold: null,
  'declared-above': 2,
  'declared-below': 4,
  everywhere: 2,
  'recording-lag': 2,
  surge: 2,
  'capacity-drop': 3,
  bottleneck: 2,
  authorisation: 2,
  many: 4,
}

/** Points of load, ageing, overdue, due, demand, capacity and blockages that give about that level. */
const POINTS: Readonly<Record<Level, readonly number[]>> = {
  1: [0, 1, 0, 0, 0, 1, 0],
  2: [2, 1, 2, 1, 0, 1, 0],
  3: [4, 2, 2, 1, 1, 2, 6],
  4: [6, 4, 4, 2, 2, 4, 6],
}

export function madePressure(scene: Scene, { pack, stages, services, now }: Place): readonly PressureBoard[] {
  return services.map((service, index) => {
    const level = index === 0 ? LEVELS[scene] : scene === 'many' ? 3 : 1
    return pressureOf(service, level, index === 0 ? scene : 'steady', stages, pack, now)
  })
}

function pressureOf(service: string, level: Level | null, scene: Scene, stages: readonly StageBoard[], pack: PackView, now: number): PressureBoard {
  const drivers = driversOf(
    level,
    scene,
    stages.filter((stage) => stage.service === service),
  )
  const scored = drivers.filter(({ id, value }) => id !== 'count' && value !== null)
  const weak = scene === 'weakened' || scene === 'doubted' || scene === 'untold'
  const declared: PressureBoard['declared'] =
    scene === 'declared-above'
      ? { level: 4, reason: 'Two duty workers off sick, agency cover refused', at: now - 3 * HOUR, until: now + 5 * HOUR }
      : scene === 'declared-below'
        ? { level: 3, reason: 'Extra panel is sitting now', at: now - HOUR, until: null }
        : null
  return {
    service,
    level,
    score: scored.reduce((sum, { points }) => sum + points, 0),
    of: scored.reduce((sum, { most }) => sum + most, 0),
    range: scene === 'weakened' ? { from: 2, to: 4 } : scene === 'untold' ? { from: 1, to: 4 } : { from: level ?? 1, to: level ?? 4 },
    weakened: weak,
    sources: { late: weak ? ['/sir-gar/mosaic', '/sir-gar/eclipse'] : [], silent: scene === 'untold' ? ['/sir-gar/ward-board'] : [], of: 7 },
    drivers: [...drivers],
    since: now - (level ?? 1) * 3.3 * HOUR,
    declared,
    disagrees: declared && level !== null ? ((declared.level - level) as PressureBoard['disagrees']) : null,
    card: level === null || level === 1 ? [] : pack.pressure.actions.slice(0, level + 1).map(({ id }) => id),
  }
}

const MOST = { load: 6, ageing: 4, overdue: 4, due: 2, demand: 3, capacity: 4, blockages: 9 } as const
const UNITS = { load: 'days', ageing: 'share', overdue: 'share', due: 'share', demand: 'share', capacity: 'share', blockages: 'blockages' } as const

function driversOf(level: Level | null, scene: Scene, stages: readonly StageBoard[]): readonly DriverBoard[] {
  const waiting = stages.reduce((sum, stage) => sum + stage.waiting, 0)
  const overdue = stages.reduce((sum, stage) => sum + stage.overdue, 0)
  const came = stages.reduce((sum, stage) => sum + stage.arrivals.d7, 0)
  const evidence: Readonly<Record<keyof typeof MOST, Record<string, number>>> = {
    load: { waiting, perDay: 3 },
    ageing: { older: Math.round(waiting * 0.31), of: waiting, expected: waiting * 0.15 },
    overdue: { overdue, of: waiting },
    due: { overdue, dueSoon: 9, of: waiting },
    demand: { arrived: came, expected: came / 1.4, low: came / 1.8, high: came / 1.2 },
    capacity: { available: 120.5, needed: 214, expired: 0 },
    blockages: { blockage: 1, of: stages.length },
  }
  const ids = Object.keys(MOST) as (keyof typeof MOST)[]
  const made = ids.map((id, index): DriverBoard => {
    const points = POINTS[level ?? 1][index] ?? 0
    const untold = level === null || (id === 'demand' && scene === 'busy')
    const uncertain = scene === 'weakened' && (id === 'load' || id === 'overdue' || id === 'blockages')
    return {
      id,
      value: untold ? null : id === 'load' ? 4 + points * 3.2 : id === 'blockages' ? points / 6 : points / 10,
      unit: UNITS[id],
      told: untold ? 'no-history' : uncertain ? 'uncertain' : 'told',
      step: Math.min(3, points),
      points: untold ? 0 : points,
      most: MOST[id],
      range: uncertain ? { from: Math.min(points, 1), to: MOST[id] } : null,
      about: id === 'capacity' ? 'hours' : null,
      evidence: evidence[id],
    }
  })
  const differs = scene === 'doubted' ? 1 : 0
  const count: DriverBoard = {
    ...{ id: 'count', value: differs / 20, unit: 'share', told: 'told', step: differs, points: differs, most: 3, range: null, about: null },
    evidence: { open: waiting + 4, ours: waiting, apart: 4 },
  }
  return [...made, count]
}

const KINDS: Readonly<Partial<Record<Scene, readonly SignalKind[]>>> = {
  high: ['blockage'],
  critical: ['blockage', 'capacity-drop', 'surge'],
  'declared-below': ['blockage'],
  everywhere: ['blockage'],
  weakened: ['recording-lag', 'bottleneck'],
  'recording-lag': ['recording-lag'],
  surge: ['surge'],
  'capacity-drop': ['capacity-drop', 'bottleneck'],
  bottleneck: ['bottleneck'],
  authorisation: ['authorisation', 'blockage'],
  many: ['recording-lag', 'surge', 'blockage', 'bottleneck', 'authorisation', 'blockage', 'capacity-drop', 'blockage'],
}

/** Where something waits, and not where something is received; each kind at another stage. */
export function madeBlockages(scene: Scene, { pack, stages, services, now }: Place): readonly BlockageBoard[] {
  const places = stages.filter(({ kind, waiting, service }) => kind !== 'service' && waiting > 1 && services.includes(service))
  const all = (KINDS[scene] ?? []).flatMap((kind, index) => {
    const place = places[(index * 3 + 2) % Math.max(1, places.length)]
    return place ? [blockageOf(kind, place, scene, index, pack, now)] : []
  })
  return all.filter((one, index) => all.findIndex((other) => other.pathway === one.pathway && other.stage === one.stage) === index)
}

const TESTS: Readonly<Record<SignalKind, (waiting: number) => readonly TestBoard[]>> = {
  blockage: (waiting) => [
    { test: 'stall', days: 6, count: waiting > 30 ? 2 : 0, expected: 14.2, chance: 0.00071 },
    { test: 'growth', days: 6, count: Math.ceil(waiting * 0.6), expected: 0, chance: null },
    { test: 'ageing', days: 0, count: Math.ceil(waiting * 0.4), expected: waiting * 0.15, chance: 0.0031 },
  ],
  bottleneck: (waiting) => [
    { test: 'growth', days: 10, count: Math.ceil(waiting * 0.4), expected: 0, chance: null },
    { test: 'ageing', days: 0, count: Math.ceil(waiting * 0.35), expected: waiting * 0.15, chance: 0.012 },
  ],
  surge: () => [{ test: 'rise', days: 5, count: 58, expected: 31.5, chance: 0.0004 }],
  'capacity-drop': () => [{ test: 'fall', days: 10, count: 9, expected: 24.1, chance: 0.0019 }],
  'recording-lag': () => [{ test: 'late', days: 4, count: 7, expected: 9, chance: 0.0002 }],
  authorisation: () => [],
}

function blockageOf(kind: SignalKind, place: StageBoard, scene: Scene, index: number, pack: PackView, now: number): BlockageBoard {
  const duty = kind === 'authorisation' && pack.duties[0] ? pack.duties[0].id : null
  const further = pack.pathways.find(({ id }) => id === place.pathway)?.stages.at(-2)?.id ?? null
  const effectOf = kind === 'blockage' && index > 4 && further !== place.stage ? further : null
  const [first, second, third] = pack.reasons
  return {
    kind,
    service: place.service,
    pathway: duty === null ? place.pathway : '',
    stage: duty === null ? place.stage : null,
    duty,
    everywhere: scene === 'everywhere',
    since: now - (9 - index) * DAY,
    openedAt: now - (7 - index) * DAY,
    waiting: duty === null ? place.waiting : 225,
    oldestEnteredAt: duty === null ? place.oldestEnteredAt : null,
    usual: { arrivals: 3.4, departures: 2.4 },
    tests: [...TESTS[kind](place.waiting)],
    reasons:
      kind === 'surge' || !first || !second || !third || index % 2 === 1
        ? []
        : [
            { code: first.id, count: Math.ceil(place.waiting / 2), owner: 'joint' },
            { code: second.id, count: Math.ceil(place.waiting / 5), owner: 'social-care' },
            { code: third.id, count: 1, owner: 'family' },
          ],
    behind: kind === 'blockage' ? 2 : 0,
    effectOf,
    clears: kind === 'blockage' && effectOf === null ? 6 : null,
  }
}
