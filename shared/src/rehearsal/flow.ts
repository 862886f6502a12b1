import type { Cause, Practice, StagePractice, Step } from './practice.ts'

/**
 * How many cases a week come to each stage of each journey once a county runs as its practice says: what comes from outside,
 * what other stages pass on, what other journeys set going, less what ends on the way. Staffing and opening stocks follow
 * from it, so that changing one share changes all that it feeds.
 */
export type WeeklyFlow = ReadonlyMap<string, number>

const ROUNDS = 80 // the longest way through the journeys is a dozen stages, and loops die out fast
const YEAR_DAYS = 365

export const stageKey = (pathway: string, stage: string): string => `${pathway}/${stage}`

export function weeklyFlow(practices: readonly Practice[]): WeeklyFlow {
  const passes = practices.flatMap((practice) => passesOf(practice, practices))
  let flow = outside(practices)
  for (let round = 0; round < ROUNDS; round++) {
    const next = outside(practices)
    for (const { from, to, share } of passes) next.set(to, (next.get(to) ?? 0) + (flow.get(from) ?? 0) * share)
    flow = next
  }
  return flow
}

function outside(practices: readonly Practice[]): Map<string, number> {
  return new Map(practices.flatMap(({ pathway, comes }) => Object.entries(comes).map(([stage, perWeek]) => [stageKey(pathway, stage), perWeek])))
}

interface Pass {
  readonly from: string
  readonly to: string
  readonly share: number
}

const passesOf = (practice: Practice, practices: readonly Practice[]): readonly Pass[] =>
  Object.entries(practice.stages).flatMap(([id, stage]) => {
    const from = stageKey(practice.pathway, id)
    const stays = stayShare(stage)
    const moved = causesOf(stage).flatMap(({ share, cause }) => [
      ...stepShares(cause.next ?? stage.next).flatMap(({ step, share: part }) =>
        targets(practice, step, practices).map((to) => ({ from, to, share: share * part * stays })),
      ),
      ...(cause.awaits ? [{ from, to: firstOf(cause.awaits.pathway, practices), share }] : []),
    ])
    const risked = (stage.risks ?? []).flatMap(({ to, perYear }) =>
      to === undefined ? [] : [{ from, to: stageKey(practice.pathway, to), share: (1 - stays) * (perYear / riskOf(stage)) }],
    )
    return [...moved, ...risked]
  })

function targets(practice: Practice, { to, starts }: Step, practices: readonly Practice[]): readonly string[] {
  return [...(to === undefined ? [] : [stageKey(practice.pathway, to)]), ...(starts === undefined ? [] : [firstOf(starts, practices)])]
}

function firstOf(pathway: string, practices: readonly Practice[]): string {
  const practice = practices.find((one) => one.pathway === pathway)
  if (!practice) throw new RangeError(`no practice of ${pathway}`)
  return stageKey(pathway, firstStage(practice))
}

export function firstStage({ pathway, stages }: Practice): string {
  const [first] = Object.keys(stages)
  if (first === undefined) throw new RangeError(`the practice of ${pathway} has no stages`)
  return first
}

/** Causes with shares that add up to 1; a stage without any has one, which changes nothing. */
function causesOf({ causes }: StagePractice): readonly { readonly share: number; readonly cause: Cause }[] {
  const all: readonly Cause[] = causes ?? [{ share: 1 }]
  const sum = all.reduce((total, { share }) => total + share, 0)
  return all.map((cause) => ({ cause, share: cause.share / sum }))
}

function stepShares(steps: readonly Step[]): readonly { readonly step: Step; readonly share: number }[] {
  const sum = steps.reduce((total, { share }) => total + share, 0)
  return steps.map((step) => ({ step, share: step.share / sum }))
}

/** Days that a case spends in a stage when all is as usual; what it waits for in other journeys is not in it. */
export function usualDays(stage: StagePractice): number {
  const taken = causesOf(stage).reduce((sum, { share, cause }) => sum + share * ((cause.takes ?? stage.takes)?.mean ?? 0), 0)
  return taken + (stage.line?.waits ?? 0)
}

const riskOf = ({ risks }: StagePractice): number => (risks ?? []).reduce((sum, { perYear }) => sum + perYear, 0)

/** The share that no risk takes out of a stage. */
const stayShare = (stage: StagePractice): number => 1 / (1 + (riskOf(stage) * usualDays(stage)) / YEAR_DAYS)

/** How many cases are in a stage at a moment, when all is as usual. */
export const usualStock = (stage: StagePractice, perWeek: number): number => (perWeek / 7) * usualDays(stage) * stayShare(stage)
