import type { EventKind } from './event.ts'

/** One fault of one event: which field, and why. The value itself is never repeated: it may be a name. */
export interface Fault {
  readonly field: string
  readonly reason: string
}

export interface Rejected {
  readonly source: string | null
  readonly id: string | null
  readonly faults: readonly Fault[]
}

/** A rejected event as whoever sent it is told of it: `index` is its place in the request, from 0, also where it has no id. */
export interface Answered extends Rejected {
  readonly index: number
}

/**
 * What a rejected event spoke of, as far as it can be told in words that are not its own: a kind of the contract, a journey, a
 * stage and a place of the pack. What the pack has no word for is null; that might be a name.
 */
export interface SpokenOf {
  readonly kind: EventKind | null
  readonly pathway: string | null
  readonly stage: string | null
  readonly locality: string | null
}

/** A rejected event as it is kept for the data owner. */
export interface Refused extends Rejected {
  readonly of: SpokenOf
}

/** RFC 9457, with the counts and faults of the request as its extension members. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly accepted?: number
  readonly duplicate?: number
  readonly rejected?: number
  readonly problems?: readonly Answered[]
}
