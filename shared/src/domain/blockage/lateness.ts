import type { Counted } from './flow.ts'

/**
 * How late records come: the share of what happened that is known so many days after. Where it is usual that records come the
 * next morning, a day without any yesterday says nothing yet.
 */
export interface Lateness {
  /** the share that is known after so many whole days */
  readonly known: (days: number) => number
  /** so many days late is out of the ordinary: fewer than one in fifty come later */
  readonly unusual: number
  /** the share that came so late all the same, with the little that is assumed before anything was counted */
  readonly unusualShare: number
}

const ASSUMED_LATE = 1
const ASSUMED_OF = 50
const shareOf = (late: number, total: number): number => (late + ASSUMED_LATE) / (total + ASSUMED_OF)

/** Records later than this are not waited for. */
export const LATEST = 30
const RARE = 0.02

/** From days that are long enough ago for all their records to have come. */
export function latenessOf(settled: readonly Counted[]): Lateness {
  const total = settled.reduce((sum, { count }) => sum + count, 0)
  const late = new Array<number>(LATEST + 1).fill(0)
  for (const day of settled) for (const [days, count] of day.late) late[Math.min(days, LATEST)] = (late[Math.min(days, LATEST)] ?? 0) + count
  const all = late.reduce((sum, count) => sum + count, 0)
  if (all === 0) return { known: () => 1, unusual: 1, unusualShare: shareOf(0, total) }
  const known: number[] = []
  let come = total - all
  for (const count of late) known.push((come += count) / total)
  const unusual = known.findIndex((share) => 1 - share < RARE) + 1
  const later = late.slice(unusual).reduce((sum, count) => sum + count, 0)
  return { known: (days) => known[Math.min(Math.max(days, 0), LATEST)] ?? 1, unusual, unusualShare: shareOf(later, total) }
}
