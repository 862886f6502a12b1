import { type Instant, MINUTE } from '../contract/instant.ts'
import type { Pack } from '../contract/pack.ts'
import { type LocalDay, startOfDay } from '../domain/local-time.ts'
import { isWorkingDay } from '../domain/working-time.ts'
import { onDay, weekday } from './rhythm.ts'
import type { Scenario } from './scenario.ts'
import { PLAN } from './scenario-plan.ts'

/**
 * The year that the demonstration plays and the evaluation measures: thirteen weeks of history without any scenario, then a
 * wall that opens on a Monday. Each of the first seven scenarios has begun within five weeks; the others follow through the
 * year, in other places, so that what is found can be counted. No two of them touch the same stage of a place at a time.
 */
export interface RehearsedYear {
  readonly from: Instant
  /** when the wall is first looked at */
  readonly opensAt: Instant
  readonly until: Instant
  readonly scenarios: readonly Scenario[]
}

const HISTORY_DAYS = 91
const YEAR_DAYS = 364
const DAY_MS = 86_400_000

/** @throws RangeError where `opensOn` (a local date, `YYYY-MM-DD`) is no Monday */
export function rehearsedYear(pack: Pack, opensOn = '2026-01-05'): RehearsedYear {
  const opens = Date.parse(`${opensOn}T00:00:00Z`) / DAY_MS
  if (!Number.isInteger(opens) || weekday(opens) !== 0) throw new RangeError(`not a Monday: ${opensOn}`)
  const start = (day: LocalDay) => startOfDay(day, pack.timeZone)
  return {
    from: start(opens - HISTORY_DAYS),
    opensAt: start(opens),
    until: start(opens + YEAR_DAYS),
    scenarios: PLAN.map(({ begins, lasts, ...scenario }) => ({
      ...scenario,
      ...(lasts === 'month-end' ? monthEnd(pack, opens + begins) : { startsAt: start(opens + begins), endsAt: start(opens + begins + lasts) }),
    })),
  }
}

const CLOSING_HOUR = 16.5

/** The last quarter of an hour of the last working day of the month that a day lies in. */
function monthEnd(pack: Pack, day: LocalDay): Pick<Scenario, 'startsAt' | 'endsAt'> {
  let last = day
  while (monthOf(last + 1) === monthOf(day)) last++
  while (!isWorkingDay(last, pack)) last--
  const endsAt = onDay(last, CLOSING_HOUR, pack.timeZone)
  return { startsAt: endsAt - 15 * MINUTE, endsAt }
}

const monthOf = (day: LocalDay): number => new Date(day * DAY_MS).getUTCMonth()
