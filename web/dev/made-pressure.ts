import type { StageBoard } from '@weir/shared/contract/board'
import type { DriverBoard, Level, PressureBoard } from '@weir/shared/contract/pressure'
import type { PackView } from '@weir/shared/contract/pack-view'
import { HOUR } from '@weir/shared/words/span'
import { LEVEL_OF, type Place, type Scene } from './scenes.ts'

/** The level of each service in a scene, with drivers that give about that level. */

/** Points of load, ageing, overdue, due, demand, capacity and blockages that give about that level. */
const POINTS: Readonly<Record<Level, readonly number[]>> = {
  1: [0, 1, 0, 0, 0, 1, 0],
  2: [2, 1, 2, 1, 0, 1, 0],
  3: [4, 2, 2, 1, 1, 2, 6],
  4: [6, 4, 4, 2, 2, 4, 6],
}

export function madePressure(scene: Scene, { pack, stages, services, now }: Place): readonly PressureBoard[] {
  return services.map((service, index) => {
    const level = index === 0 ? LEVEL_OF[scene] : scene === 'many' ? 3 : 1
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
