import type { Instant } from '../contract/instant.ts'
import { type LearntStays, NOTHING_LEARNT, type Stay, isToLearn, usualStays } from '../domain/judgement/usual-stays.ts'
import { localDay } from '../domain/local-time.ts'
import type { Rules } from '../domain/rules.ts'
import type { Cases } from './cases.ts'

/** By when 85 in 100 have usually left each stage, learnt anew each week from the visits of the time that is kept. */
export interface UsualWaits {
  learn(cases: Cases, now: Instant): void
  /** in milliseconds; null while nobody can say */
  of(stage: number): number | null
}

export function usualWaits(rules: Rules): UsualWaits {
  let learnt: LearntStays = NOTHING_LEARNT
  return {
    learn: (cases, now) => {
      const day = localDay(now, rules.calendar.timeZone)
      if (isToLearn(learnt, day)) learnt = { day, stages: usualStays(staysIn(cases), rules, now) }
    },
    of: (stage) => learnt.stages[stage]?.p85 ?? null,
  }
}

function staysIn(cases: Cases): readonly Stay[] {
  const stays: Stay[] = []
  cases.each(({ pathway, stage, enteredAt, arrivedAt, departedAt, ended }) => {
    stays.push({ pathway, stage, enteredAt, arrivedAt, departedAt, transferred: ended === 'transferred' })
  })
  return stays
}
