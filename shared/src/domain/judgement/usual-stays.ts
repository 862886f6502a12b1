import type { UsualStay } from '../../contract/expectation.ts'
import { DAY, type Instant } from '../../contract/instant.ts'
import type { LocalDay } from '../local-time.ts'
import type { Rules } from '../rules.ts'
import { type SurvivalCurve, type WatchedVisit, survivalCurve } from '../survival.ts'
import { DAYS_KEPT } from '../window.ts'

/**
 * How long a stay in each stage usually lasts, learnt anew each week from all visits of the time that is kept, those that go on
 * among them: of those that have ended alone, the quick ones would speak for everybody. All places together, because one alone
 * sees too few; so a transfer ends no stay, and its two halves are watched one after the other.
 */
export interface Stay {
  readonly pathway: string
  readonly stage: string
  /** when the stage was entered, and when it was in this place */
  readonly enteredAt: Instant
  readonly arrivedAt: Instant
  readonly departedAt: Instant | null
  /** it goes on in another place */
  readonly transferred: boolean
}

/** What was last learnt, by the number of the stage, and on which local day. */
export interface LearntStays {
  readonly day: LocalDay
  readonly stages: readonly (UsualStay | null)[]
}
export const NOTHING_LEARNT: LearntStays = { day: -Infinity, stages: [] }

export const WATCHED_MS = DAYS_KEPT * DAY
const LEARNT_EVERY_DAYS = 7
const LEAST_VISITS = 20
const LEAST_OLD = 10
const NEARLY_ALL = 0.95
const WEEK = 7 * DAY

export const isToLearn = ({ day }: LearntStays, today: LocalDay): boolean => today >= day + LEARNT_EVERY_DAYS

export function usualStays(stays: Iterable<Stay>, rules: Rules, now: Instant): readonly UsualStay[] {
  const watched = rules.stages.map((): Watched[] => [])
  for (const stay of stays) {
    const visit = watchedOf(stay, now)
    if (visit) watched[rules.stage(stay.pathway, stay.stage)?.index ?? -1]?.push(visit)
  }
  return watched.map((visits) => usualStay(visits, now))
}

interface Watched extends WatchedVisit {
  readonly since: Instant
  readonly transferred: boolean
}

/** Ages are elapsed time since the stage was entered. A stay of no length, or outside the time that is kept, was not watched. */
function watchedOf({ enteredAt, arrivedAt, departedAt, transferred }: Stay, now: Instant): Watched | null {
  const since = Math.max(arrivedAt, now - WATCHED_MS)
  const until = Math.min(departedAt ?? now, now)
  if (until <= since) return null
  const over = departedAt !== null && departedAt <= now
  return { from: since - enteredAt, until: until - enteredAt, ended: over && !transferred, since, transferred: over && transferred }
}

function usualStay(watched: readonly Watched[], until: Instant): UsualStay {
  const visits = watched.filter(({ transferred }) => !transferred).length
  const restsOn = { visits, since: watched.length === 0 ? null : watched.reduce((least, { since }) => Math.min(least, since), Infinity), until }
  if (visits < LEAST_VISITS) return { p50: null, p85: null, leavesWithin7Days: null, ...restsOn }
  const curve = survivalCurve(watched)
  return { p50: curve.quantile(0.5), p85: curve.expectation, leavesWithin7Days: leavesAfter(curve, curve.expectation), ...restsOn }
}

/**
 * Of those who have outlasted this age: null where they are too few. Where nobody was watched for all of the week after it, what
 * is known is the least that the chance can be: told only where that is nearly all.
 */
function leavesAfter(curve: SurvivalCurve, age: number | null): number | null {
  if (age === null || curve.atRisk(age + 1) < LEAST_OLD) return null
  const chance = curve.chanceToLeaveWithin(age, WEEK)
  return chance === null || chance >= NEARLY_ALL || curve.watchedUntil >= age + WEEK ? chance : null
}
