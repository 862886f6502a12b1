import type { StageBoard } from '@weir/shared/contract/board'
import { withinText } from '@weir/shared/words/age'
import { dayOfMonthText } from '@weir/shared/words/date'
import type { Language } from '@weir/shared/words/language'
import * as words from '@weir/shared/words/messages'
import { numberText } from '@weir/shared/words/number'

/** What may be expected of a stay in one stage, as it is read: where too few have left, that is what is said. */
export interface ExpectationRow {
  readonly pathway: string
  readonly stage: string
  readonly cells: readonly string[]
}

/** In the order of the table's columns. A service is received for as long as it is needed: nothing is expected of it. */
export function expectationRows(stages: readonly StageBoard[], timeZone: string, language: Language): readonly ExpectationRow[] {
  const tooFew = words.expectation_too_few({}, { locale: language })
  const known = <T>(value: T | null, text: (value: T) => string): string => (value === null ? tooFew : text(value))
  const within = (span: number) => withinText(span, language)
  return stages.flatMap(({ pathway, stage, kind, expectation }) => {
    if (expectation === null || kind === 'service') return []
    const { p50, p85, beyond, leavesWithin7Days, visits, since } = expectation
    const percent = known(leavesWithin7Days, (chance) => `${Math.round(100 * chance)}%`)
    const day = since === null ? '–' : dayOfMonthText(since, timeZone, language)
    return { pathway, stage, cells: [known(p50, within), known(p85, within), known(beyond, numberText), percent, numberText(visits), day] }
  })
}
