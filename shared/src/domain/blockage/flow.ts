import type { Instant } from '../../contract/instant.ts'
import type { LocalDay } from '../local-time.ts'

/**
 * One stage in one place as a flow: what came, what went and what waits, as it is known at an evaluation instant. Days are
 * those on which things happened, so a record that comes late changes the past, and how late records come is part of it.
 */
export interface Flow {
  /** consecutive local days, oldest first; the last is today, which is not over. The same days for both. */
  readonly arrived: readonly Counted[]
  readonly departed: readonly Counted[]
  readonly waiting: number
  readonly oldestEnteredAt: Instant | null
  /** of those waiting, how many wait for longer than 85 in 100 usually did; null where nobody can say yet */
  readonly older: number | null
}

/** What is counted in a day; the tests are the same for what comes and for what goes. */
export interface Counted {
  readonly day: LocalDay
  readonly count: number
  /** how many of them were recorded so many days after they happened, by the number of days: 1, 2, … */
  readonly late: LateCounts
}

export type LateCounts = ReadonlyMap<number, number>
export const NONE_LATE: LateCounts = new Map()
