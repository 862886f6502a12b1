import * as words from '@weir/shared/words/messages'
import type { DutyPart } from '../layout/duty-parts.ts'

/** What each part of a duty's work is called: on the picture and in its table. */
export const PART_WORDS = {
  unsigned: words.done_unsigned,
  overdue: words.unsigned_overdue,
  soon: words.unsigned_soon,
  later: words.unsigned_later,
} as const satisfies Readonly<Record<DutyPart['part'], unknown>>
