import type { BlockageBoard } from '../../contract/blockage.ts'
import type { FlowBoard } from '../../contract/flow.ts'
import type { Counted, Flow } from '../blockage/flow.ts'
import { type LocalDay, startOfDay } from '../local-time.ts'
import type { Rules } from '../rules.ts'
import type { StageStep } from './flows.ts'

/**
 * What is usual of each stage in a place, from the same days that its judgement stands on; and day by day what came and went
 * where something is told of it. Too few days teach nothing: then the stage has no entry.
 */
export function flowsIn(
  locality: number,
  steps: readonly (StageStep | null)[],
  told: readonly Pick<BlockageBoard, 'pathway' | 'stage'>[],
  rules: Rules,
): readonly FlowBoard[] {
  return rules.stages.flatMap(({ index, pathway, stage }) => {
    const place = steps[index]?.places[locality]
    if (!place || place.judged.arrived.usual.learntFrom < LEAST_DAYS) return []
    const { arrived, departed } = place.judged
    const isTold = told.some((one) => one.pathway === pathway.id && one.stage === stage.id)
    return {
      pathway: pathway.id,
      stage: stage.id,
      usual: { waiting: usuallyWaiting(place.flow), arrivals: tenths(arrived.usual.mean), departures: tenths(departed.usual.mean) },
      days: isTold ? lastDays(place.flow, arrived.began, rules.calendar.timeZone) : null,
    }
  })
}

const LEAST_DAYS = 10
const DAYS_TOLD = 42

const tenths = (value: number): number => Math.round(value * 10) / 10

/**
 * The median of how many were there at the end of each day since the first on which anything came: reckoned back from now, what
 * came being taken away and what went put back. Half of the days out of the ordinary would not move it.
 */
export function usuallyWaiting({ arrived, departed, waiting }: Pick<Flow, 'arrived' | 'departed' | 'waiting'>): number {
  const first = arrived.findIndex(({ count }) => count > 0)
  const levels: number[] = []
  for (let index = arrived.length - 1, there = waiting; index > Math.max(0, first); index--) {
    there += (departed[index]?.count ?? 0) - (arrived[index]?.count ?? 0)
    levels.push(Math.max(0, there))
  }
  levels.sort((a, b) => a - b)
  return levels[Math.floor(levels.length / 2)] ?? waiting
}

/** No day before the first that was watched: nothing was counted then, which is not the same as nothing coming. */
export function lastDays({ arrived, departed }: Pick<Flow, 'arrived' | 'departed'>, began: LocalDay, timeZone: string): FlowBoard['days'] {
  const whole = (days: readonly Counted[]) =>
    days
      .slice(0, -1)
      .filter(({ day }) => day >= began)
      .slice(-DAYS_TOLD)
  const [first] = whole(arrived)
  const counts = (days: readonly Counted[]) => whole(days).map(({ count }) => count)
  return first ? { from: startOfDay(first.day, timeZone), arrived: counts(arrived), departed: counts(departed) } : null
}
