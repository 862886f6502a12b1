import type { Event } from '../contract/event.ts'
import { DAY, type Instant } from '../contract/instant.ts'
import type { Pack } from '../contract/pack.ts'
import { concentrationOf } from '../domain/blockage/concentration.ts'
import type { Finding } from '../contract/blockage.ts'
import type { WarningScorecard } from '../contract/warning.ts'
import { type Carried, type Change, NOTHING_CARRIED, NOTHING_REMEMBERED, type Remembered, judgeCouncil } from '../domain/judgement/council.ts'
import { isMidnight, nextInstant } from '../domain/judgement/instants.ts'
import type { FlowChange } from '../domain/judgement/judge.ts'
import { type Rules, type StageRule, rulesOf } from '../domain/rules.ts'
import type { Attributes } from '../domain/visit/attributes.ts'
import { DAYS_KEPT, horizonOf, isKept } from '../domain/window.ts'
import { type Cases, openCases } from './cases.ts'
import { factsIn } from './facts.ts'
import type { Found } from './found.ts'
import { inOrder } from './in-order.ts'
import { openMetrics } from './metrics.ts'
import { sourcesOf } from './places.ts'
import { usualWaits } from './usual-waits.ts'

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
  /** how good the warnings were, of the last twelve months; null of an empty log */
  readonly warnings: WarningScorecard | null
}

export function* backtest(events: Iterable<Event>, pack: Pack): Generator<Found, Summary> {
  const rules = rulesOf(pack)
  const { timeZone } = rules.calendar
  const metrics = openMetrics()
  const cases = openCases(metrics, rules)
  const waits = usualWaits(rules)
  const facts = factsIn(metrics, waits, rules)
  const heard = new Map<string, Instant>()
  let remembered: Remembered = NOTHING_REMEMBERED
  let carried: Carried = NOTHING_CARRIED
  let warnings: WarningScorecard | null = null
  let next: Instant | null = null
  let first: Instant | null = null
  let now: Instant | null = null
  let count = 0
  let evaluations = 0

  function* evaluate(at: Instant): Generator<Found> {
    const midnight = isMidnight(at, timeZone)
    cases.wake(at)
    evaluations++
    if (midnight) metrics.forget((hash) => isKept(hash, horizonOf(at, timeZone)))
    waits.learn(cases, at)
    const judged = judgeCouncil(facts.at(sourcesOf(heard, pack), at), remembered, carried, pack, rules, at, midnight ? 'day' : 'instant')
    remembered = judged.remembered
    carried = judged.carried
    warnings = judged.scorecard
    for (const change of judged.changes) yield* foundIn(change, cases, rules, at)
  }

  for (const { event, at: recordedAt } of inOrder(events)) {
    if (next === null) next = nextInstant(recordedAt, timeZone)
    for (; next <= recordedAt; next = nextInstant(next, timeZone)) yield* evaluate(next)
    now = recordedAt
    first ??= recordedAt
    cases.take(event, recordedAt)
    heard.set(event.source, Math.max(heard.get(event.source) ?? -Infinity, event.recordedAt))
    count++
  }
  if (next !== null) yield* evaluate(next)
  return { events: count, from: first, to: now, evaluations, warnings }
}

function* foundIn(change: Change, cases: Cases, rules: Rules, at: Instant): Generator<Found> {
  if (change.kind !== 'flow') return void (yield change)
  const rule = rules.stages[change.stage]
  if (rule) yield { ...change, rule, findings: findingsOf(cases, rule, change, at) }
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
