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
} as const
export type Definition = keyof typeof DEFINITIONS
