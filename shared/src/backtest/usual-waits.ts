import { DAY, type Instant } from '../contract/instant.ts'
import { localDay } from '../domain/local-time.ts'
import type { Rules } from '../domain/rules.ts'
import { type WatchedVisit, survivalCurve } from '../domain/survival.ts'
import type { Cases } from './cases.ts'

/** How long 85 in 100 usually waited in each stage, learnt anew each week from the visits of the time that is kept. */
export interface UsualWaits {
  learn(cases: Cases, now: Instant): void
  /** in milliseconds; null while nobody can say */
  of(stage: number): number | null
}

const LEARNT_EVERY_DAYS = 7
const KEPT_MS = 120 * DAY
const LEAST_VISITS = 20

export function usualWaits(rules: Rules): UsualWaits {
  let learnt: { readonly day: number; readonly waits: readonly (number | null)[] } = { day: -Infinity, waits: [] }
  return {
    learn: (cases, now) => {
      const day = localDay(now, rules.calendar.timeZone)
      if (day < learnt.day + LEARNT_EVERY_DAYS) return
      learnt = { day, waits: waitsAt(cases, rules, now) }
    },
    of: (stage) => learnt.waits[stage] ?? null,
  }
}

function waitsAt(cases: Cases, rules: Rules, now: Instant): readonly (number | null)[] {
  const ages = rules.stages.map((): WatchedVisit[] => [])
  cases.each(({ pathway, stage, enteredAt, arrivedAt, departedAt }) => {
    const until = Math.min(departedAt ?? now, now)
    const began = Math.max(arrivedAt, now - KEPT_MS)
    if (until <= began) return
    ages[rules.stage(pathway, stage)?.index ?? -1]?.push({ from: began - enteredAt, until: until - enteredAt, ended: departedAt !== null && departedAt <= now })
  })
  return ages.map((stage) => (stage.length < LEAST_VISITS ? null : survivalCurve(stage).expectation))
}
