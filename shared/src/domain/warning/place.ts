import type { WarningUntold } from '../../contract/warning.ts'
import type { Flow } from '../blockage/flow.ts'
import type { Signal } from '../blockage/signal.ts'
import type { Flagged, Judged } from '../blockage/stage-flows.ts'
import type { LocalDay } from '../local-time.ts'

/** What is known of one stage in one place, from which the days to come are simulated. */
export interface Place {
  readonly flow: Flow
  readonly judged: Judged
  /** the signal that is open here, and the days that teach nothing of what is usual: as the judgement remembers them */
  readonly open: Signal | null
  readonly flagged: Flagged
  /** null where nothing here is ever due */
  readonly due: Due | null
}

/** When those waiting are due. One who is due on a local day is overdue at its end, so an instant of midnight is the new day's. */
export interface Due {
  readonly overdue: number
  /** of those who wait and are not overdue, how many are due on which local day; today's are still to come */
  readonly dueByDay: ReadonlyMap<LocalDay, number>
  /** on which local day one is due who comes on a day; null where no limit is given to those who come */
  readonly dueOf: ((day: LocalDay) => LocalDay) | null
  /** days that are over, oldest first; none where nobody has kept them */
  readonly past: readonly OverdueDay[]
}

export interface OverdueDay {
  readonly day: LocalDay
  /** overdue at its end */
  readonly count: number
  /** of those who left on that day, how many were overdue; null where that is not known */
  readonly left: number | null
}

/** A value at the end of a local day. */
export interface DayValue {
  readonly day: LocalDay
  readonly value: number
}

/** How many waited at the end of each day that is over, reckoned back from how many wait now; never less than none. */
export function waitedOf({ flow: { waiting }, judged: { arrived, departed } }: Place): readonly DayValue[] {
  const waited: DayValue[] = []
  let value = waiting - arrived.today.count + departed.today.count
  for (let index = departed.days.length - 1; index >= 0; index--) {
    const day = departed.days[index]
    if (!day) continue
    waited.push({ day: day.day, value: Math.max(0, value) })
    value += day.count - (arrived.days[index]?.count ?? 0)
  }
  return waited.reverse()
}

/** Fewer working days than these have taught too little, and fewer cases than these say nothing of how they vary. */
const LEARNT_ENOUGH = 15
const LEAST_CASES = 20

/** Why nothing can be foretold here; null where it can. */
export function untoldOf({ judged: { arrived, departed }, open }: Place): WarningUntold | null {
  if (open?.kind === 'recording-lag') return 'recording-lag'
  if (Math.min(arrived.usual.learntFrom, departed.usual.learntFrom) < LEARNT_ENOUGH) return 'too-little-history'
  const cases = (days: typeof arrived.days) => days.reduce((sum, { count }) => sum + count, 0)
  return cases(arrived.days) + cases(departed.days) < LEAST_CASES || departed.usual.mean === 0 ? 'too-few' : null
}
