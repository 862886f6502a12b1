import type { PressureConfig } from './config.ts'
import { type Reading, notTold, tell } from './reading.ts'
import { type ServiceAt, type StageAt, asks, isLearnt, standsFor, total } from './service-at.ts'
import type { Trust } from './trust.ts'

/** As many endings that are progress are assumed before the first is seen, so that one death in a quiet week is no trend. */
const ASSUMED = 10

/**
 * Load against throughput: working days of work that wait or are in hand, at the pace that is usual. People weigh by priority,
 * and less where care reaches them meanwhile; of the usual departures only the share that was progress counts, for a death or
 * an admission is no work done. Evidence: `waiting`, `weighed` (= `waiting` + `byPriority` − `byCare`, what priorities added and
 * care took off), `interim` (of them, receiving care), `perDay` (progress), `departures` (all, a usual day).
 */
export function load({ stages }: ServiceAt, config: PressureConfig, trust: Trust): Reading {
  const all = stages.filter(asks)
  const known = all.filter(({ departs }) => isLearnt(departs))
  if (!standsFor(known, all)) return notTold('no-history')
  const perDay = total(known, (stage) => progressPerDay(stage, config))
  const weighed = total(known, (stage) => weighedWaiting(stage, config))
  if (perDay === 0 && weighed > 0) return notTold('no-history')
  const days = (weight: number) => (weight === 0 ? 0 : weight / perDay)
  const trusted = known.filter(trust.stage)
  return tell(
    days(weighed),
    {
      waiting: total(known, ({ waiting }) => waiting),
      weighed,
      byPriority: total(known, (stage) => addedByPriority(stage, config)),
      byCare: total(known, (stage) => takenOffByCare(stage, config)),
      interim: total(known, ({ interim }) => total(interim, ({ count }) => count)),
      perDay,
      departures: total(known, ({ departs }) => departs?.mean ?? 0),
    },
    { least: days(total(trusted, (stage) => weighedWaiting(stage, config))), most: all.every(trust.stage) ? days(weighed) : Infinity },
  )
}

function progressPerDay({ departs, ended }: StageAt, { progress }: PressureConfig): number {
  const all = total(Object.values(ended), (count) => count)
  const progressed = total(progress, (how) => ended[how])
  return ((departs?.mean ?? 0) * (progressed + ASSUMED)) / (all + ASSUMED)
}

const weighedWaiting = (stage: StageAt, config: PressureConfig): number =>
  Math.max(0, stage.waiting + addedByPriority(stage, config) - takenOffByCare(stage, config))

const weightOf = (priority: string | null, { weights }: PressureConfig): number => (priority === null ? 1 : (weights.priority[priority] ?? 1))

const addedByPriority = ({ byPriority }: StageAt, config: PressureConfig): number =>
  total(Object.entries(byPriority), ([code, count]) => count * (weightOf(code, config) - 1))

/** Each weighs as their own priority does, less what the care that they receive takes off. */
const takenOffByCare = ({ interim }: StageAt, config: PressureConfig): number =>
  total(interim, ({ kind, priority, count }) => count * weightOf(priority, config) * (1 - (config.weights.interim[kind] ?? config.weights.interimCare)))
