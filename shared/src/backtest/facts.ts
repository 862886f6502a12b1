import type { SourceBoard } from '../contract/board.ts'
import type { Instant } from '../contract/instant.ts'
import type { Counted, Flow } from '../domain/blockage/flow.ts'
import type { CouncilFacts } from '../domain/judgement/council.ts'
import type { PlaceDay } from '../domain/judgement/history.ts'
import { comesDaily } from '../domain/judgement/comes-to.ts'
import { reasonsIn } from '../domain/judgement/reasons.ts'
import { type LocalDay, localDay } from '../domain/local-time.ts'
import { dueKey, unauthorisedCountsKey, unauthorisedKey, waitingKey } from '../domain/metric.ts'
import { interimIn } from '../domain/pressure/interim.ts'
import type { Rules } from '../domain/rules.ts'
import { DAYS_KEPT } from '../domain/window.ts'
import type { Metrics } from './metrics.ts'
import { capacityOf, declaredOf, stagesOf } from './places.ts'
import type { UsualWaits } from './usual-waits.ts'

/** The metrics in memory as the judgement asks for them, at one instant. */
export interface FactsInMemory {
  at(sources: readonly SourceBoard[], now: Instant): CouncilFacts
}

export function factsIn(metrics: Metrics, waits: UsualWaits, rules: Rules): FactsInMemory {
  const comes = comesDaily(rules)
  const { timeZone } = rules.calendar
  const daysOf = (locality: number, today: LocalDay) =>
    Array.from({ length: DAYS_KEPT + 1 }, (_, index): PlaceDay => metrics.day(locality, today - DAYS_KEPT + index, rules.stages.length))
  return {
    at: (sources, now) => {
      const today = localDay(now, timeZone)
      return {
        flows: (which) => {
          const places = rules.localities.map((_id, locality) => daysOf(locality, today))
          return rules.stages.map(({ index }) =>
            which && !which.has(index) ? [] : places.map((days, locality) => flowOf(metrics, days, index, locality, waits.of(index), now)),
          )
        },
        why: (stage, locality) => reasonsIn(metrics.why(locality), stage),
        place: (locality) => {
          const stages = stagesOf(metrics, rules, locality, now)
          return {
            ...{ locality, stages, sources },
            timed: stages.map(({ timed }) => timed),
            older: rules.stages.map(({ index }) => olderThan(metrics, locality, index, waits.of(index), now)),
            interim: interimIn(metrics.why(locality), rules.stages.length),
            capacity: capacityOf(metrics, locality),
            comes: (service) => comes(locality, service, today, () => daysOf(locality, today)),
            declared: (service) => declaredOf(metrics, locality, service),
          }
        },
        duties: new Map(rules.localities.map((_id, locality) => [locality, { duties: dutiesIn(metrics, locality) }])),
        dueAhead: (stage, locality) => dueAhead(metrics, stage, locality, now, timeZone),
      }
    },
  }
}

function flowOf(metrics: Metrics, days: readonly PlaceDay[], stage: number, locality: number, usual: number | null, now: Instant): Flow {
  let oldest = Infinity
  let older = 0
  for (const enteredAt of metrics.scores(waitingKey(locality, stage))) {
    oldest = Math.min(oldest, enteredAt)
    if (usual !== null && now - enteredAt > usual) older++
  }
  return {
    arrived: seriesOf(days, stage, 'arrived'),
    departed: seriesOf(days, stage, 'departed'),
    waiting: metrics.size(waitingKey(locality, stage)),
    oldestEnteredAt: oldest === Infinity ? null : oldest,
    older: usual === null ? null : older,
  }
}

function seriesOf(days: readonly PlaceDay[], stage: number, flow: 'arrived' | 'departed'): readonly Counted[] {
  const series: Counted[] = []
  for (const day of days) {
    const counted = day[stage]?.[flow]
    if (counted) series.push(counted)
  }
  return series
}

function olderThan(metrics: Metrics, locality: number, stage: number, usual: number | null, now: Instant): number | null {
  if (usual === null) return null
  let older = 0
  for (const enteredAt of metrics.scores(waitingKey(locality, stage))) if (now - enteredAt > usual) older++
  return older
}

/** Only what waits for its authorisation is judged of a duty. */
const dutiesIn = (metrics: Metrics, locality: number) =>
  [...metrics.counts(unauthorisedCountsKey(locality)).keys()].map((duty) => {
    const doneAt = [...metrics.scores(unauthorisedKey(locality, duty))]
    const none = { open: 0, overdue: 0, dueSoon: 0, oldest: null }
    return { duty, ...none, unauthorised: doneAt.length, oldestDoneAt: doneAt.length > 0 ? doneAt.reduce((a, b) => Math.min(a, b)) : null }
  })

function dueAhead(metrics: Metrics, stage: number, locality: number, now: Instant, timeZone: string): ReadonlyMap<LocalDay, number> {
  const ahead = new Map<LocalDay, number>()
  for (const at of metrics.scores(dueKey(locality, stage))) {
    if (at < now) continue
    const day = localDay(at, timeZone)
    ahead.set(day, (ahead.get(day) ?? 0) + 1)
  }
  return ahead
}
