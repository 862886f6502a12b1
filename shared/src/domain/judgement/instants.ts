import { HOUR, type Instant } from '../../contract/instant.ts'
import { localDay, startOfDay } from '../local-time.ts'

/**
 * The fixed instants at which judgements are made and remembered: local midnight, when a day is over, and every six hours
 * after it. What is shown in between is looked at anew and remembered at the next of them, so a replay gives the same record.
 */
const EVERY_MS = 6 * HOUR

/** The first of them after `at`. */
export function nextInstant(at: Instant, timeZone: string): Instant {
  const day = localDay(at, timeZone)
  const midnight = startOfDay(day, timeZone)
  const next = midnight + (Math.floor((at - midnight) / EVERY_MS) + 1) * EVERY_MS
  return Math.min(next, startOfDay(day + 1, timeZone))
}

export const isMidnight = (at: Instant, timeZone: string): boolean => startOfDay(localDay(at, timeZone), timeZone) === at
