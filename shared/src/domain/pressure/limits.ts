import type { PressureConfig } from './config.ts'
import { type Reading, notTold, tell } from './reading.ts'
import { type ServiceAt, type StageAt, total } from './service-at.ts'
import type { Trust } from './trust.ts'

/**
 * Overdue: the share of those with a time limit who are past it, in every stage that has one, services among them, so that it
 * agrees with the counts beside it. Evidence: `overdue`, `of`.
 */
export const overdue = (service: ServiceAt, _config: PressureConfig, trust: Trust): Reading =>
  shareOfTimed(service, trust, (stage) => stage.overdue, { overdue: total(service.stages, (stage) => stage.overdue) })

/** Due: the share who are past their limit or reach it within 72 hours; who turns overdue stays in it. Evidence: `dueSoon`, `overdue`, `of`. */
export const due = (service: ServiceAt, _config: PressureConfig, trust: Trust): Reading =>
  shareOfTimed(service, trust, (stage) => stage.overdue + stage.dueSoon, {
    dueSoon: total(service.stages, (stage) => stage.dueSoon),
    overdue: total(service.stages, (stage) => stage.overdue),
  })

function shareOfTimed({ stages }: ServiceAt, trust: Trust, count: (stage: StageAt) => number, counts: Reading['evidence']): Reading {
  const of = total(stages, ({ timed }) => timed)
  if (of === 0 && stages.some(({ waiting }) => waiting > 0)) return notTold('no-limit', { of })
  const share = (atMost: (stage: StageAt) => number) =>
    of === 0 ? 0 : Math.min(1, total(stages, (stage) => (trust.stage(stage) ? count(stage) : atMost(stage))) / of)
  return tell(share(count), { ...counts, of }, { least: share(() => 0), most: share(({ timed }) => timed) })
}
