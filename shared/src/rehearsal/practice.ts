import type { Limit } from '../contract/pack.ts'
import type { Spread } from './chance.ts'
import type { Rhythm } from './rhythm.ts'

/**
 * How a council works, as far as its figures can tell: what comes, what is done with it, how long that takes, who waits for
 * whom. A practice is data beside the pack, which names the same journeys and stages; the numbers are weekly ones of a whole
 * county of 190,000 people. Every stage works alike: a case *takes* its own time, is then *ready*, and moves on when its turn
 * in the stage's line comes. Nothing is told a queue to have: it is told how many staff can see to in a week, and they do a
 * little more as it grows.
 */
export interface Practice {
  readonly pathway: string
  readonly service: string
  /** where the work is done: in the home's locality, in a hospital, or by the county's one team */
  readonly place: 'locality' | 'hospital' | 'county'
  readonly people: 'older' | 'adult' | 'child'
  readonly rhythm: Rhythm
  readonly priorities: Readonly<Partial<Record<Priority, number>>>
  /** people who come from outside, by stage: the rest come from other journeys */
  readonly comes: Readonly<Record<string, number>>
  readonly stages: Readonly<Record<string, StagePractice>>
}

export type Priority = 'urgent' | 'high' | 'standard' | 'low'

export interface StagePractice {
  /** days of its own that a case takes here before it is ready; none where it only waits */
  readonly takes?: Spread
  /** absent in a service: nobody's turn has to come for it to end */
  readonly line?: Line
  readonly next: readonly [Step, ...Step[]]
  readonly causes?: readonly [Cause, ...Cause[]]
  readonly risks?: readonly Risk[]
  readonly pauses?: Pause
  /** a limit that runs from an earlier stage, or from the journey's `start`, rather than from the entry of this one */
  readonly due?: { readonly from: string; readonly limit: Limit }
  readonly duties?: readonly DutyPractice[]
  readonly unit?: 'hours'
}

/** Who is seen to when. `waits`: days that a ready case usually waits; `meets`: weekdays (0 is a Monday) of a panel that sees all at once. */
export interface Line {
  readonly waits: number
  readonly meets?: readonly number[]
}

/** Where a case goes next: to a stage, or away with an outcome; it may set another journey of the same person going. */
export interface Step {
  readonly share: number
  readonly to?: string
  readonly outcome?: string
  readonly starts?: string
}

/** Why some cases take longer: the reason that is recorded, and what it changes. */
export interface Cause {
  readonly share: number
  readonly reason?: string
  readonly takes?: Spread
  readonly next?: readonly [Step, ...Step[]]
  /** it is ready when another journey, begun for it here, reaches a stage */
  readonly awaits?: { readonly pathway: string; readonly stage: string }
}

/** What may happen to anybody at any time, while they wait or are served. */
export interface Risk {
  readonly perYear: number
  readonly outcome?: string
  readonly to?: string
  readonly reason?: string
}

export interface Pause {
  readonly share: number
  readonly reasons: Readonly<Record<string, number>>
  readonly days: Spread
}

/** Something due again and again: the spans in days (or working days) from one to the next, the last one for ever. */
export interface DutyPractice {
  readonly duty: string
  readonly every: readonly [Limit, ...Limit[]]
  /** days before it is due from which it is prepared, and that it usually then waits for its turn */
  readonly lead: number
  readonly waits: number
  /** share that is done and not yet authorised: it does not count until it is */
  readonly unauthorised?: number
}
