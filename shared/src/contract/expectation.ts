import * as z from 'zod'

/**
 * What may be expected of a stay in a stage, learnt once a week from every visit that was watched there in the time that is
 * kept, those that go on among them, in all places together: one place alone sees too few. Spans are of elapsed time, in
 * milliseconds. A visit that goes on elsewhere in the same stage has not left; however else it ends, it has.
 */
const span = z.int().nonnegative()
const instant = z.int()
const count = z.int().nonnegative()

export const usualStay = z.strictObject({
  /** by when half have left; null where too few have been seen to leave */
  p50: span.nullable(),
  /** the service-level expectation (SLE): by when 85 in 100 have left; null where too few have been seen to leave */
  p85: span.nullable(),
  /** the chance that who has stayed as long as `p85` leaves within seven days more; null where too few have stayed as long */
  leavesWithin7Days: z.number().min(0).max(1).nullable(),
  /** the visits that this rests on, watched from `since` to `until` */
  visits: count,
  since: instant.nullable(),
  until: instant,
})
export type UsualStay = z.output<typeof usualStay>

/** Beside it, how many are there now for longer than `p85`: of this place alone, and of this moment. */
export const expectationBoard = usualStay.extend({ beyond: count.nullable() })
export type ExpectationBoard = z.output<typeof expectationBoard>
