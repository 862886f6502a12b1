import type { EvidenceGroup, Side } from '@weir/shared/contract/disagreement'
import * as words from '@weir/shared/words/messages'

type Word = () => string

/** How a group of evidence is called, what it means, and what the instant is that puts a case into it. */
export interface GroupWords {
  readonly title: Word
  readonly says: Word
  readonly at: Word | null
}

const DATED = words.differs_at_dated
const RECORDED = words.differs_at_recorded
const REJECTED = words.differs_at_rejected

const MISSING: Partial<Record<EvidenceGroup['kind'], GroupWords>> = {
  refused: { title: words.differs_refused_in, says: words.differs_refused_in_says, at: REJECTED },
  ahead: { title: words.differs_ahead_in, says: words.differs_ahead_in_says, at: DATED },
  'left-late': { title: words.differs_left_late, says: words.differs_left_late_says, at: RECORDED },
  merged: { title: words.differs_merged, says: words.differs_merged_says, at: RECORDED },
  'no-team': { title: words.differs_no_team, says: words.differs_no_team_says, at: null },
  'another-team': { title: words.differs_another_team, says: words.differs_another_team_says, at: null },
  unplaced: { title: words.differs_unplaced, says: words.differs_unplaced_says, at: null },
  'another-locality': { title: words.differs_elsewhere, says: words.differs_elsewhere_says, at: null },
  withdrawn: { title: words.differs_withdrawn, says: words.differs_withdrawn_says, at: words.differs_at_withdrawn },
}

const EXTRA: Partial<Record<EvidenceGroup['kind'], GroupWords>> = {
  refused: { title: words.differs_refused_out, says: words.differs_refused_out_says, at: REJECTED },
  ahead: { title: words.differs_ahead_out, says: words.differs_ahead_out_says, at: DATED },
  'entered-late': { title: words.differs_entered_late, says: words.differs_entered_late_says, at: RECORDED },
  twice: { title: words.differs_twice, says: words.differs_twice_says, at: null },
  'other-source': { title: words.differs_other_source, says: words.differs_other_source_says, at: null },
  quiet: { title: words.differs_quiet, says: words.differs_quiet_says, at: null },
}

const SIDES: Readonly<Record<Side, Partial<Record<EvidenceGroup['kind'], GroupWords>>>> = { missing: MISSING, extra: EXTRA }

/** A group that this release has no words for is called by its own. */
export const groupWords = ({ side, kind }: Pick<EvidenceGroup, 'side' | 'kind'>): GroupWords =>
  SIDES[side][kind] ?? { title: () => kind, says: () => '', at: null }
