import type { Event } from '../contract/event.ts'
import { DAY, type Instant } from '../contract/instant.ts'
import type { Pack } from '../contract/pack.ts'
import { concentrationOf } from '../domain/blockage/concentration.ts'
import type { Finding } from '../contract/blockage.ts'
import type { Counted, Flow } from '../domain/blockage/flow.ts'
import { isMidnight, nextInstant } from '../domain/judgement/instants.ts'
import type { PlaceDay } from '../domain/judgement/history.ts'
import { type FlowChange, judgeFlows } from '../domain/judgement/judge.ts'
import type { StageMemory } from '../domain/judgement/flows.ts'
import { localDay } from '../domain/local-time.ts'
import { waitingKey } from '../domain/metric.ts'
import { type Rules, type StageRule, rulesOf } from '../domain/rules.ts'
import type { Attributes } from '../domain/visit.ts'
import { DAYS_KEPT, horizonOf, isKept } from '../domain/window.ts'
import { type Cases, openCases } from './cases.ts'
import type { Found } from './found.ts'
import { openLevels } from './levels.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import { type UsualWaits, usualWaits } from './usual-waits.ts'

/**
 * The judgement of a whole log, by the pure core alone: events as they were recorded, evaluations at the fixed instants, each
 * knowing only what had been recorded by then. What comes out is every transition, in order: the same that the live flow
 * would have kept.
 */
export interface Summary {
  readonly events: number
  readonly from: Instant | null
  readonly to: Instant | null
  readonly evaluations: number
}

export function* backtest(events: Iterable<Event>, pack: Pack): Generator<Found, Summary> {
  const rules = rulesOf(pack)
  const { timeZone } = rules.calendar
  const metrics = openMetrics()
  const cases = openCases(metrics, rules)
  const waits = usualWaits(rules)
  const levels = openLevels(metrics, pack, rules)
  let memory: readonly (StageMemory | undefined)[] = []
  let next: Instant | null = null
  let first: Instant | null = null
  let now: Instant | null = null
  let count = 0
  let evaluations = 0

  function* evaluate(at: Instant): Generator<Found> {
    const midnight = isMidnight(at, timeZone)
    cases.wake(at)
    evaluations++
    if (!midnight && !memory.some(isHeld)) {
      yield* levels.evaluate(null, waits, at)
      return
    }
    if (midnight) metrics.forget((hash) => isKept(hash, horizonOf(at, timeZone)))
    waits.learn(cases, at)
    const which = midnight ? null : new Set(memory.flatMap((stage, index) => (isHeld(stage) ? [index] : [])))
    const judged = judgeFlows({ flows: flowsAt(metrics, rules, waits, at, which), why: whyAt(metrics) }, memory, rules, at, which)
    memory = judged.memory
    for (const change of judged.changes) {
      const rule = rules.stages[change.stage]
      if (rule) yield { kind: 'flow', ...change, rule, findings: findingsOf(cases, rule, change, at) }
    }
    yield* levels.evaluate(judged, waits, at)
  }

  for (const event of events) {
    const recordedAt: Instant = Math.max(event.recordedAt, now ?? event.recordedAt)
    if (next === null) next = nextInstant(recordedAt, timeZone)
    for (; next <= recordedAt; next = nextInstant(next, timeZone)) yield* evaluate(next)
    now = recordedAt
    first ??= recordedAt
    cases.take(event, recordedAt)
    levels.hear(event.source, event.recordedAt)
    count++
  }
  if (next !== null) yield* evaluate(next)
  return { events: count, from: first, to: now, evaluations }
}

const isHeld = (stage: StageMemory | undefined): boolean =>
  stage !== undefined && [...stage.places, stage.together].some(({ open }) => open?.kind === 'blockage')

function flowsAt(metrics: Metrics, rules: Rules, waits: UsualWaits, now: Instant, which: ReadonlySet<number> | null): readonly (readonly Flow[])[] {
  const today = localDay(now, rules.calendar.timeZone)
  const histories = rules.localities.map((_id, locality) =>
    Array.from({ length: DAYS_KEPT + 1 }, (_, back): PlaceDay => metrics.day(locality, today - DAYS_KEPT + back, rules.stages.length)),
  )
  return rules.stages.map(({ index }) =>
    which && !which.has(index) ? [] : histories.map((days, locality) => flowOf(metrics, days, index, locality, waits, now)),
  )
}

function flowOf(metrics: Metrics, days: readonly PlaceDay[], stage: number, locality: number, waits: UsualWaits, now: Instant): Flow {
  const usual = waits.of(stage)
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

const whyAt =
  (metrics: Metrics) =>
  (stage: number, locality: number): readonly { readonly code: string; readonly count: number }[] => {
    const prefix = `${stage}:reason:`
    const own = [...metrics.why(locality)].filter(([name]) => name.startsWith(prefix))
    return own.map(([name, count]) => ({ code: name.slice(prefix.length), count })).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
  }

/** What those who wait have in common, against those who left the same stage and places in the time that is kept. */
function findingsOf(cases: Cases, { pathway, stage }: StageRule, { state, places, blockage }: FlowChange, now: Instant): readonly Finding[] {
  if (state === 'cleared' || blockage.kind === 'recording-lag') return []
  const waiting: Attributes[] = []
  const left: Attributes[] = []
  cases.each((visit) => {
    if (visit.stage !== stage.id || visit.pathway !== pathway.id || visit.arrivedAt > now || !places.includes(visit.locality)) return
    if (visit.departedAt === null) waiting.push(visit.attributes)
    else if (visit.departedAt > now - DAYS_KEPT * DAY) left.push(visit.attributes)
  })
  return concentrationOf(waiting, left)
}
