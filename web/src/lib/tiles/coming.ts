import type { Lead, WarningScorecard } from '@weir/shared/contract/warning'

/** What a document says of warnings in all: how they have fared, and which pressure moves from place to place. */
export interface Coming {
  readonly scorecard: WarningScorecard | null
  readonly leads: readonly Lead[]
}

/** A gateway of an older contract says nothing of it. */
export function comingOf(document: object): Coming {
  const { scorecard = null, leads = [] } = document as Partial<Coming>
  return { scorecard, leads }
}
