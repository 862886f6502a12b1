import { DAY, type Instant } from '@weir/shared/contract/instant'
import { localDay } from '@weir/shared/domain/local-time'
import type { Rules } from '@weir/shared/domain/rules'
import { survivalCurve } from '@weir/shared/domain/survival'
import type { Ledger } from '../edge/ledger/ledger.ts'

/** How long 85 in 100 usually wait in each stage, learnt once a week from the rows of visits, those that go on among them. */
export interface Waits {
  learn(now: Instant): Promise<void>
  /** who entered before this waits longer than that; null while nobody can say */
  before(stage: number, now: Instant): Instant | null
}

const LEARNT_EVERY_DAYS = 7
const KEPT_MS = 120 * DAY
const LEAST_VISITS = 20

export function openWaits(ledger: Ledger, rules: Rules): Waits {
  let learnt: { readonly day: number; readonly waits: readonly (number | null)[] } = { day: -Infinity, waits: [] }
  return {
    learn: async (now) => {
      const day = localDay(now, rules.calendar.timeZone)
      if (day < learnt.day + LEARNT_EVERY_DAYS) return
      const stays = Map.groupBy(await ledger.stays(now - KEPT_MS, now), ({ pathway, stage }) => rules.stage(pathway, stage)?.index)
      const waits = rules.stages.map(({ index }) => {
        const own = (stays.get(index) ?? []).filter(({ from, until }) => until > from)
        return own.length < LEAST_VISITS ? null : survivalCurve(own).expectation
      })
      learnt = { day, waits }
    },
    before: (stage, now) => {
      const wait = learnt.waits[stage] ?? null
      return wait === null ? null : now - wait
    },
  }
}
