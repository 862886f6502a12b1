import type { SignalKind } from '../../contract/blockage.ts'
import type { PressureConfig } from './config.ts'
import { type Reading, notTold, tell } from './reading.ts'
import { type ServiceAt, type StageAt, asks, isLearnt, total } from './service-at.ts'
import type { Trust } from './trust.ts'

/**
 * Open signals, each by its weight against a blockage's. A stage whose record lags may be blocked, and so may one whose source
 * is late. Evidence: how many there are of each kind that there is, `of` stages that can be judged.
 */
export function blockages({ stages, dutySignals }: ServiceAt, config: PressureConfig, trust: Trust): Reading {
  const judged = stages.filter((stage) => asks(stage) && isLearnt(stage.departs))
  if (judged.length === 0) return notTold('no-history')
  const weight = (signal: SignalKind | null) => weightOf(signal, config)
  const ofDuties = total(dutySignals, weight)
  const sum = (untrusted: (stage: StageAt) => number) => ofDuties + total(judged, (stage) => (trust.stage(stage) ? weight(stage.signal) : untrusted(stage)))
  const worst = Math.max(...Object.values(config.weights.signals))
  return tell(
    sum(({ signal }) => weight(signal)),
    { ...kindsOf([...judged.map(({ signal }) => signal), ...dutySignals]), of: judged.length },
    { least: sum(() => 0), most: sum(() => worst) },
  )
}

const weightOf = (signal: SignalKind | null, { weights }: PressureConfig): number =>
  signal === null || signal === 'recording-lag' ? 0 : weights.signals[signal]

function kindsOf(signals: readonly (SignalKind | null)[]): Readonly<Record<string, number>> {
  const kinds: Record<string, number> = {}
  for (const kind of signals) if (kind !== null) kinds[kind] = (kinds[kind] ?? 0) + 1
  return kinds
}
