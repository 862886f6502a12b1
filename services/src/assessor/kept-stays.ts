import type { UsualStay } from '@weir/shared/contract/expectation'
import { type LearntStays, NOTHING_LEARNT } from '@weir/shared/domain/judgement/usual-stays'
import type { LocalDay } from '@weir/shared/domain/local-time'
import type { Rules } from '@weir/shared/domain/rules'

/** How long stays usually last, as it is kept beside the rest that is remembered: by ids, because numbers live and die with a pack. */
interface KeptStays {
  readonly stays?: { readonly day: LocalDay; readonly stages: Readonly<Record<string, UsualStay>> }
}

export function withLearnt(memory: object, { day, stages }: LearntStays, rules: Rules): object & KeptStays {
  if (stages.length === 0) return memory
  const known = rules.stages.flatMap((rule) => {
    const usual = stages[rule.index]
    return usual ? [[nameOf(rule), usual] as const] : []
  })
  return { ...memory, stays: { day, stages: Object.fromEntries(known) } }
}

/** A stage that is new has nothing yet, until the week is over. */
export function learntFrom(memory: unknown, rules: Rules): LearntStays {
  const { stays } = (memory ?? {}) as KeptStays
  return stays ? { day: stays.day, stages: rules.stages.map((rule) => stays.stages[nameOf(rule)] ?? null) } : NOTHING_LEARNT
}

const nameOf = ({ pathway, stage }: Rules['stages'][number]): string => `${pathway.id}\t${stage.id}`
