import type { Instant } from '../../contract/instant.ts'
import type { LocalDay } from '../local-time.ts'
import { ODDITIES_KEY, TAB, dayKey, field, hourKey, hourOf } from '../metric.ts'
import type { Oddity } from '../visit/oddity.ts'
import type { Horizon } from '../window.ts'

/** Contributions while they are put together. */
export interface Adding {
  readonly counts: Record<string, number>
  readonly marks: Record<string, number>
  readonly values: Record<string, string>
}

export const adding = (): Adding => ({ counts: {}, marks: {}, values: {} })

export function add({ counts }: Adding, metric: string, amount: number): void {
  counts[metric] = (counts[metric] ?? 0) + amount
}

export const addOddity = (adding: Adding, { kind, source }: Oddity): void => add(adding, field(ODDITIES_KEY, `${source}${TAB}${kind}`), 1)

/** What falls into a bucket that is no longer kept is not added at all; see `difference` for the other side. */
export function inHour(adding: Adding, locality: number, at: Instant, horizon: Horizon, name: string): void {
  const hour = hourOf(at)
  if (hour >= horizon.hour) add(adding, field(hourKey(locality, hour), name), 1)
}

export function inDay(adding: Adding, locality: number, day: LocalDay, horizon: Horizon, name: string): void {
  if (day >= horizon.day) add(adding, field(dayKey(locality, day), name), 1)
}
