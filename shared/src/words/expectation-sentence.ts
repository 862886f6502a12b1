import type { ExpectationBoard } from '../contract/expectation.ts'
import { withinText } from './age.ts'
import { dayText } from './date.ts'
import * as words from './generated/messages.js'
import type { Language } from './language.ts'
import { numberText } from './number.ts'

/**
 * What may be expected of a stay in a stage, as one would read it aloud in a huddle: by when people usually leave, in all places
 * together; and how many here have stayed longer, with what usually becomes of those who do. Whole phrases in each language.
 */
export function usuallyText({ p50, p85, visits, since }: ExpectationBoard, timeZone: string, language: Language): string {
  const locale = { locale: language }
  const half = p50 === null ? null : withinText(p50, language)
  const most = p85 === null ? null : withinText(p85, language)
  if (half !== null && most !== null) return half === most ? words.expectation_most({ most }, locale) : words.expectation_usual({ half, most }, locale)
  if (half !== null) return words.expectation_half({ half }, locale)
  if (since === null) return words.expectation_nobody({}, locale)
  return words.expectation_few({ n: numberText(visits), date: dayText(since, timeZone, language) }, locale)
}

/** Nothing, where nobody can say what is longer than usual. */
export function beyondText({ beyond, leavesWithin7Days }: ExpectationBoard, of: number, language: Language): string | null {
  const locale = { locale: language }
  if (beyond === null || of === 0) return null
  if (beyond === 0) return words.expectation_beyond_none({}, locale)
  const longer = words.expectation_beyond({ count: beyond, n: numberText(beyond), of: numberText(of) }, locale)
  return leavesWithin7Days === null ? longer : `${longer} ${leavesText(leavesWithin7Days, language)}`
}

/** In tenths, as people say chances. */
function leavesText(chance: number, language: Language): string {
  const tenths = Math.round(10 * chance)
  if (tenths === 0) return words.expectation_leaves_few({}, { locale: language })
  if (tenths === 10) return words.expectation_leaves_most({}, { locale: language })
  return words.expectation_leaves({ tenths: numberText(tenths) }, { locale: language })
}

export function restsText({ visits, since, until }: ExpectationBoard, timeZone: string, language: Language): string | null {
  if (since === null) return null
  const between = { from: dayText(since, timeZone, language), until: dayText(until, timeZone, language) }
  return words.expectation_rests({ count: visits, n: numberText(visits), ...between }, { locale: language })
}
