import type { PressureConfig } from './config.ts'
import { type Reading, notTold, tell } from './reading.ts'
import { type ServiceAt, type StageAt, asks, isLearnt, standsFor, total } from './service-at.ts'
import type { Trust } from './trust.ts'

/** As many endings that are progress are assumed before the first is seen, so that one death in a quiet week is no trend. */
const ASSUMED = 10

/**
 * Load against throughput: working days of work that wait or are in hand, at the pace that is usual. People weigh by priority,
 * and less where care reaches them meanwhile; of the usual departures only the share that was progress counts, for a death or
 * an admission is no work done. Evidence: `waiting`, `weighed`, `interim` (of them, receiving care), `perDay` (progress),
 * `departures` (all, a usual day).
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
      interim: total(known, ({ interim }) => interim ?? 0),
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

/** Who receives care meanwhile is counted apart from who has which priority: it takes its share off all of them alike. */
function weighedWaiting({ waiting, byPriority, interim }: StageAt, { weights }: PressureConfig): number {
  if (waiting === 0) return 0
  const byCode = total(Object.entries(byPriority), ([code, count]) => count * ((weights.priority[code] ?? 1) - 1))
  const cared = Math.min(interim ?? 0, waiting) / waiting
  return (waiting + byCode) * (1 - cared * (1 - weights.interimCare))
}
