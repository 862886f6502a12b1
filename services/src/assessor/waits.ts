import type { Instant } from '@weir/shared/contract/instant'
import { type LearntStays, WATCHED_MS, isToLearn, usualStays } from '@weir/shared/domain/judgement/usual-stays'
import { localDay } from '@weir/shared/domain/local-time'
import type { StageExpectation } from '@weir/shared/domain/read-board'
import type { Rules } from '@weir/shared/domain/rules'
import type { Ledger } from '../edge/ledger/ledger.ts'

/**
 * How long a stay in each stage usually lasts, learnt once a week from the rows of visits, those that go on among them. It is
 * kept with what is remembered, so that a new start, or a generation folded anew, says what was said before it.
 */
export interface Waits {
  learn(now: Instant): Promise<void>
  learnt(): LearntStays
  /** as boards tell it */
  told(): readonly StageExpectation[]
  /** who entered before this has been there for longer than 85 in 100 usually are; null while nobody can say */
  before(stage: number, now: Instant): Instant | null
}

export function openWaits(ledger: Ledger, rules: Rules, kept: LearntStays): Waits {
  let learnt = kept
  return {
    learn: async (now) => {
      const day = localDay(now, rules.calendar.timeZone)
      if (isToLearn(learnt, day)) learnt = { day, stages: usualStays(await ledger.stays(now - WATCHED_MS, now), rules, now) }
    },
    learnt: () => learnt,
    told: () =>
      rules.stages.flatMap(({ index, pathway, stage }) => {
        const usual = learnt.stages[index]
        return usual ? { pathway: pathway.id, stage: stage.id, ...usual } : []
      }),
    before: (stage, now) => {
      const wait = learnt.stages[stage]?.p85 ?? null
      return wait === null ? null : now - wait
    },
  }
}
