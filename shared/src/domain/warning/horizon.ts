import { HOUR, type Instant } from '../../contract/instant.ts'
import type { WarningChance, WarningDays } from '../../contract/warning.ts'
import { type LocalDay, localDay, startOfDay } from '../local-time.ts'
import { type Calendar } from '../working-time.ts'

/** How far ahead chances are told, and when that is. A line is crossed at the end of a local day, or it is not crossed. */
export const WITHIN: readonly WarningDays[] = [1, 3, 7, 14]
export const FURTHEST = 14

const NOON_MS = 12 * HOUR

/** The last local day of "within so many days": the one that ends at the local midnight nearest to then. */
export function lastDayWithin(days: number, now: Instant, timeZone: string): LocalDay {
  const today = localDay(now, timeZone)
  return today + days - (now - startOfDay(today, timeZone) < NOON_MS ? 1 : 0)
}

const OPENS_MS = 8 * HOUR
const CLOSES_MS = 18 * HOUR

/** How much of a day's work is over at an instant, from 0 to 1, when it is done evenly between eight and six. */
export function goneAt(now: Instant, { timeZone }: Calendar): number {
  const sinceMidnightMs = now - startOfDay(localDay(now, timeZone), timeZone)
  return Math.min(1, Math.max(0, (sinceMidnightMs - OPENS_MS) / (CLOSES_MS - OPENS_MS)))
}

/**
 * Chances by the end of each day → chances within 1, 3, 7 and 14 days, as far as the history bears: a pattern is not carried
 * further than half the days over which it was seen.
 */
export function chancesWithin(byDay: Float64Array, seenDays: number, now: Instant, { timeZone }: Calendar): readonly WarningChance[] {
  const today = localDay(now, timeZone)
  return WITHIN.flatMap((days) => {
    const last = lastDayWithin(days, now, timeZone)
    const chance = byDay[last - today]
    return chance === undefined || 2 * days > seenDays ? [] : [{ days, by: startOfDay(last + 1, timeZone), chance }]
  })
}
