import type { BlockageBoard, TestBoard } from '@weir/shared/contract/blockage'
import * as words from '@weir/shared/words/messages'
import type { Language } from '@weir/shared/words/language'
import { NAMES } from '@weir/shared/domain/blockage/evidence'
import { numberText, usualText } from '@weir/shared/words/number'
import { type AgainstBars, againstBars } from '../layout/against-bars.ts'

/** One test that holds, as it is read: what was counted, what would be usual, and both as lengths on one scale. */
export interface EvidenceRow {
  readonly test: TestBoard['test']
  readonly label: string
  readonly is: string
  readonly usual: string | null
  readonly bars: AgainstBars
}

const SHOWN = 3

/** The tests that decide come first on a board; a wall shows as many as one takes in at a glance. */
export function evidenceRows({ tests }: Pick<BlockageBoard, 'tests'>, language: Language): readonly EvidenceRow[] {
  const shown = tests.slice(0, SHOWN)
  const most = Math.max(0, ...shown.flatMap(({ count, expected }) => [count, expected ?? 0]))
  return shown.map((test) => ({
    test: test.test,
    label: labelOf(test, language),
    is: isOf(test, language),
    usual: usualOf(test, language),
    bars: againstBars(test.count, test.expected, most),
  }))
}

function labelOf({ test, days }: TestBoard, language: Language): string {
  const count = Math.max(1, Math.round(days))
  const over = { count, n: numberText(count) }
  const locale = { locale: language }
  switch (test) {
    case 'stall':
    case 'fall':
      return words.evidence_left(over, locale)
    case 'rise':
    case 'starve':
      return words.evidence_came(over, locale)
    case 'growth':
      return words.evidence_growth(over, locale)
    case 'ageing':
      return words.evidence_ageing({}, locale)
    case 'late':
      return words.evidence_late({}, locale)
    case 'silent':
      return words.evidence_recorded(over, locale)
    case 'reason':
      return words.evidence_reason({}, locale)
  }
}

/** Of late records the board says how many there were in all. */
function isOf({ test, count, expected }: TestBoard, language: Language): string {
  const n = numberText(count)
  if (test === 'growth') return words.grown_by({ n }, { locale: language })
  return test === 'late' && expected !== null ? words.points_of({ n, most: numberText(expected) }, { locale: language }) : n
}

const usualOf = ({ test, expected }: TestBoard, language: Language): string | null =>
  expected === null || test === 'growth' || test === 'late' ? null : words.usual({ n: usualText(expected) }, { locale: language })

/** Where no test that names it holds any more, why it is told all the same; null where one does, and for work that only waits for a signature. */
export function stillText({ kind, tests }: Pick<BlockageBoard, 'kind' | 'tests'>, language: Language): string | null {
  if (kind === 'authorisation' || tests.some(({ test }) => NAMES[kind].includes(test))) return null
  return (kind === 'blockage' ? words.still_held : words.still_told)({}, { locale: language })
}
