import type { DriverBoard, DriverId, Level } from '../../contract/pressure.ts'
import { type PressureConfig, driversOf } from './config.ts'
import { type Readings, UNIT } from './drivers.ts'
import type { Reading } from './reading.ts'
import { stepAt } from './step.ts'

/**
 * Readings made into points, and points into a level. The level goes by the share of the points that could be told, so that
 * what cannot be told counts neither as calm nor as pressure. The sources' own counts add no points: they are doubt, and
 * widen the range by their points to both sides.
 */
export interface Score {
  readonly level: Level | null
  readonly score: number
  readonly of: number
  readonly range: { readonly from: Level; readonly to: Level }
  readonly drivers: readonly DriverBoard[]
}

/** What the last evaluation left: the level, and the step that each driver had reached. */
export interface Reached {
  readonly level: Level | null
  readonly steps: Readonly<Partial<Record<DriverId, number>>>
}

export function scoreOf(readings: Readings, config: PressureConfig, before: Reached): Score {
  const drivers = [...readings].map(([id, reading]) => driverOf(id, reading, config, before.steps[id] ?? 0))
  const scored = drivers.filter(({ id, value }) => id !== 'count' && value !== null)
  const score = sum(scored, ({ points }) => points)
  const of = sum(scored, ({ most }) => most)
  if (of === 0 || of < config.leastTold * possible(config)) return { level: null, score, of, range: { from: 1, to: 4 }, drivers }
  const doubt = drivers.find(({ id }) => id === 'count')?.points ?? 0
  const level = (points: number) => levelAt((100 * points) / of, config, before)
  return {
    level: level(score),
    score,
    of,
    range: {
      from: level(sum(scored, ({ range, points }) => range?.from ?? points) - doubt),
      to: level(sum(scored, ({ range, points }) => range?.to ?? points) + doubt),
    },
    drivers,
  }
}

const sum = (drivers: readonly DriverBoard[], value: (driver: DriverBoard) => number): number => drivers.reduce((total, driver) => total + value(driver), 0)

function driverOf(id: DriverId, reading: Reading, config: PressureConfig, before: number): DriverBoard {
  const steps = config.drivers[id]
  const { told, value, about, evidence } = reading
  const shared = { id, value, unit: UNIT[id], told, most: pointsAt(steps.length, steps), about, evidence: { ...evidence } }
  if (value === null) return { ...shared, step: 0, points: 0, range: null }
  const step = stepAt(value, steps, before)
  const points = pointsAt(step, steps)
  const could = (bound: number) => pointsAt(stepAt(bound, steps, before), steps)
  return { ...shared, step, points, range: told === 'told' ? null : { from: could(reading.least), to: could(reading.most) } }
}

const pointsAt = (step: number, steps: PressureConfig['drivers'][DriverId]): number => steps[step - 1]?.points ?? 0

const possible = (config: PressureConfig): number =>
  driversOf(config)
    .filter((id) => id !== 'count')
    .reduce((total, id) => total + pointsAt(config.drivers[id].length, config.drivers[id]), 0)

const NAMED: readonly Level[] = [1, 2, 3, 4]

const levelAt = (percent: number, { levels }: PressureConfig, { level }: Reached): Level => NAMED[stepAt(percent, levels, (level ?? 1) - 1)] ?? 4
