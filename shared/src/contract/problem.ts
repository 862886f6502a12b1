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

/** RFC 9457, with the counts and faults of the request as its extension members. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly accepted?: number
  readonly duplicate?: number
  readonly rejected?: number
  readonly problems?: readonly Rejected[]
}
