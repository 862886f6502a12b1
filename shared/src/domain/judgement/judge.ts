import type { BlockageBoard } from '../../contract/blockage.ts'
import type { Instant } from '../../contract/instant.ts'
import type { Flow } from '../blockage/flow.ts'
import { NEW_MEMORY, type Transition } from '../blockage/watch.ts'
import type { Rules, StageRule } from '../rules.ts'
import { type Why, boardOf } from './blockage-board.ts'
import { withEffects } from './effects.ts'
import { type StageMemory, type StageStep, type WatchedPlace, alarmFor, memoryOf, stepStage } from './flows.ts'
import { flowsWithWork, isHolding, isPlaceOf } from './places.ts'

/**
 * The council's flows judged at one instant: pure. What every stage in every place looks like and what is remembered of it →
 * what is out of the ordinary, what has just begun or ended, and what to remember. Call it at fixed instants for a record
 * that a replay repeats, and in between for what is true right now;
 * `which` names the stages to look at, where not all.
 */
export interface CouncilFlows {
  /** by number of the stage, then of the locality */
  readonly flows: readonly (readonly Flow[])[]
  /** the reasons that are given for what waits: by stage and locality, most first */
  readonly why: (stage: number, locality: number) => Why
}

export interface FlowsJudged {
  readonly memory: readonly StageMemory[]
  /** by stage: what is out of the ordinary; null for a stage that was not looked at */
  readonly seen: readonly (readonly Seen[] | null)[]
  readonly changes: readonly FlowChange[]
  readonly steps: readonly (StageStep | null)[]
}

export interface FlowChange {
  readonly at: Instant
  readonly state: 'opened' | 'cleared'
  readonly stage: number
  /** null: all the places that were judged together */
  readonly locality: number | null
  readonly places: readonly number[]
  readonly blockage: BlockageBoard
}

export function judgeFlows(
  { flows, why }: CouncilFlows,
  before: readonly (StageMemory | undefined)[],
  rules: Rules,
  now: Instant,
  which: ReadonlySet<number> | null = null,
): FlowsJudged {
  const alarm = alarmFor(flowsWithWork(rules.stages.flatMap(({ index, stage }) => (stage.kind === 'service' ? [] : [flows[index] ?? []]))))
  const held = new Map<string, boolean[]>() // by pathway: where the stage before is held
  const steps: (StageStep | null)[] = rules.stages.map(({ index, pathway, stage }) => {
    if (stage.kind === 'service' || (which && !which.has(index))) return null
    const step = stepStage(flows[index] ?? [], before[index], held.get(pathway.id) ?? [], rules.calendar, alarm, now, isPlaceOf(flows[index] ?? []))
    held.set(
      pathway.id,
      step.places.map((place) => isHolding(place, now, rules.calendar.timeZone)),
    )
    return step
  })
  return {
    memory: steps.map((step, index) => (step ? memoryOf(step, before[index]) : (before[index] ?? { places: [], together: NEW_MEMORY }))),
    seen: rules.stages.map((rule) => seenIn(rule, steps[rule.index] ?? null, why, rules)),
    changes: rules.stages.flatMap((rule) => changesIn(rule, steps[rule.index] ?? null, why, rules, now)),
    steps,
  }
}

/** One that is seen in several places together stands with each of them. */
export interface Seen {
  readonly places: readonly number[]
  readonly blockage: BlockageBoard
}

/** What is out of the ordinary in one locality, the constraint of each journey told from its effects. */
export const blockagesIn = (locality: number, seen: readonly Seen[], rules: Rules): readonly BlockageBoard[] =>
  withEffects(seen.filter(({ places }) => places.includes(locality)).map(({ blockage }) => blockage), rules) // prettier-ignore

function seenIn(rule: StageRule, step: StageStep | null, why: CouncilFlows['why'], rules: Rules): readonly Seen[] | null {
  if (!step) return null
  const own = step.places.flatMap((place, locality) =>
    place.memory.open ? [{ places: [locality], blockage: boardOf(rule, place, place.memory.open, why(rule.index, locality), false, rules) }] : [],
  )
  const all = step.together
  if (!all?.memory.open || own.some(({ places }) => all.of.includes(places[0] ?? -1))) return own
  return [...own, { places: all.of, blockage: boardOf(rule, all, all.memory.open, whyTogether(rule, all.of, why), true, rules) }]
}

function changesIn(rule: StageRule, step: StageStep | null, why: CouncilFlows['why'], rules: Rules, at: Instant): readonly FlowChange[] {
  if (!step) return []
  const change = (place: WatchedPlace, { state, signal }: Transition, places: readonly number[], everywhere: boolean): FlowChange => ({
    at,
    state,
    stage: rule.index,
    locality: everywhere ? null : (places[0] ?? 0),
    places,
    blockage: boardOf(rule, place, signal, everywhere ? whyTogether(rule, places, why) : why(rule.index, places[0] ?? 0), everywhere, rules),
  })
  const own = step.places.flatMap((place, locality) => place.transitions.map((transition) => change(place, transition, [locality], false)))
  const all = step.together
  return [...own, ...(all ? all.transitions.map((transition) => change(all, transition, all.of, true)) : [])]
}

function whyTogether({ index }: StageRule, places: readonly number[], why: CouncilFlows['why']): Why {
  const counts = new Map<string, number>()
  for (const place of places) for (const { code, count } of why(index, place)) counts.set(code, (counts.get(code) ?? 0) + count)
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
}
