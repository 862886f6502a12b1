import type { EventKind } from '../../contract/event.ts'
import type { PartLooked } from '../../contract/disagreement.ts'
import type { Instant } from '../../contract/instant.ts'
import type { SourceBoard } from '../../contract/board.ts'
import type { SpokenOf } from '../../contract/problem.ts'

/** The count that is opened, and what is known around it: all that the evidence is made of. */
export interface CountFacts {
  readonly count: Count
  /** every case that was in the stage there at the count or later, or whose leaving was written down later */
  readonly here: readonly CaseThere[]
  /** the figures of all of them, where `here` is not all; null where it is */
  readonly all: CountFigures | null
  /** the lists of which there is more than was looked at */
  readonly partly: readonly PartLooked[]
  /** the other places where this source's cases in the stage stood at the count, and its own count there where it gives one */
  readonly places: readonly PlaceThen[]
  /** cases that were in the stage in those places at the count */
  readonly elsewhere: readonly CaseThere[]
  readonly refused: readonly RefusedEvent[]
  /** events of cases that count for nothing yet, because they are dated ahead */
  readonly ahead: readonly AheadEvent[]
  /** entries into the stage there that were withdrawn, of cases that are nowhere in the stage */
  readonly withdrawn: readonly EventLine[]
  /** cases of two people in the stage there who have become one since the count */
  readonly merged: readonly EventLine[]
  readonly source: SourceBoard | undefined
}

/** How many were there at the count, how many are now, and what came and went since. */
export interface CountFigures {
  readonly ours: number
  readonly waiting: number
  readonly came: number
  readonly went: number
}

export interface Count {
  readonly source: string
  readonly locality: string
  readonly pathway: string
  readonly stage: string
  readonly team: string | null
  readonly open: number
  readonly countedAt: Instant
}

export interface CaseThere {
  readonly entity: string
  readonly person: string
  readonly locality: string
  readonly team: string | null
  readonly enteredAt: Instant
  readonly arrivedAt: Instant
  readonly departedAt: Instant | null
  readonly arrivalRecordedAt: Instant
  readonly departureRecordedAt: Instant | null
  /** the last event about it that counts */
  readonly last: { readonly source: string; readonly id: string; readonly kind: string; readonly happenedAt: Instant } | null
  /** whether the source that counts has ever said anything of it */
  readonly told: boolean
}

export interface PlaceThen {
  readonly locality: string
  readonly team: string | null
  /** how many stood there when this source was counting here */
  readonly open: number
  /** by how many Weir is above the source's own count of that place; null where it gives none */
  readonly above: number | null
}

/** One fault of an event that was not let in. */
export interface RefusedEvent extends SpokenOf {
  readonly at: Instant
  readonly id: string | null
  readonly field: string
  readonly reason: string
}

export interface AheadEvent {
  readonly source: string
  readonly id: string
  readonly kind: EventKind
  readonly entity: string
  readonly happenedAt: Instant
  /** for an entry */
  readonly stage: string | null
  /** null where it cannot be told */
  readonly locality: string | null
  readonly team: string | null
}

export interface EventLine {
  readonly source: string
  readonly id: string
  readonly kind: string
  readonly happenedAt: Instant
  readonly locality: string | null
  readonly team: string | null
  readonly recordedAt: Instant
}
