import type { WarningRow } from '../../contract/warning.ts'
import { localDay } from '../local-time.ts'
import { crosses } from './chance.ts'
import { lastDayWithin } from './horizon.ts'
import type { DayValue } from './place.ts'

/**
 * Whether a line was crossed in the time that was said: true as soon as the value at the end of one of its days is over the line,
 * false once all of its days are known and none is, null until then. A day that nobody kept stays open for ever, because what
 * is not known is not a false alarm.
 */
export function outcomeOf(row: Pick<WarningRow, 'at' | 'line' | 'threshold' | 'days'>, history: readonly DayValue[], timeZone: string): boolean | null {
  const first = localDay(row.at, timeZone)
  const last = lastDayWithin(row.days, row.at, timeZone)
  const known = new Map(history.filter(({ day }) => day >= first && day <= last).map(({ day, value }) => [day, value]))
  for (const value of known.values()) if (crosses(row.line, value, row.threshold)) return true
  return known.size === last - first + 1 ? false : null
}
