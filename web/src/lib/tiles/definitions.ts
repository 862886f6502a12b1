import * as words from '@weir/shared/words/messages'

/** What each tile means, as it is read behind its "i". */
export const DEFINITIONS = {
  levels: words.define_levels,
  flow: words.define_flow,
  blockages: words.define_blockages,
  council: words.define_council,
  ageing: words.define_ageing,
  course: words.define_course,
  duties: words.define_duties,
  warnings: words.define_warnings,
  evidence: words.define_evidence,
  reasons: words.define_reasons,
  authorisation: words.define_authorisation,
} as const
export type Definition = keyof typeof DEFINITIONS
