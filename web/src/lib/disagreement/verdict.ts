import type { Opened } from '@weir/shared/contract/disagreement'
import { momentText } from '@weir/shared/words/date'
import type { Language } from '@weir/shared/words/language'
import * as words from '@weir/shared/words/messages'
import { numberText } from '@weir/shared/words/number'

export interface Says {
  readonly source: string
  readonly timeZone: string
  readonly now: number
}

/** What was counted, and what came of comparing it. */
export function countedText({ countedAt, open, ours, team }: Opened, { source, timeZone, now }: Says, language: Language): string {
  const said = { moment: momentText(countedAt, timeZone, language, now), source, open: numberText(open), ours: numberText(ours) }
  return team === null ? words.differs_counted(said, { locale: language }) : words.differs_counted_team({ ...said, team }, { locale: language })
}

/** What happened since, which the wall shows and the count could not know. */
export const movedText = ({ now: { came, went, waiting } }: Opened, language: Language): string =>
  words.differs_now({ came: numberText(came), went: numberText(went), waiting: numberText(waiting) }, { locale: language })

/** How large the difference is, how much of it is explained at most, and where the rest must be: whole sentences, one after the other. */
export function verdictOf(opened: Opened, language: Language): readonly string[] {
  const locale = { locale: language }
  const difference = Math.abs(opened.open - opened.ours)
  if (difference === 0) return [words.differs_same({}, locale)]
  const n = { n: numberText(difference) }
  const isMore = opened.open > opened.ours
  const rest = isMore ? words.differs_unheard({}, locale) : words.differs_among({}, locale)
  return [isMore ? words.differs_more(n, locale) : words.differs_fewer(n, locale), explained(opened, language), ...(opened.unexplained > 0 ? [rest] : [])]
}

function explained({ explained: part, unexplained }: Opened, language: Language): string {
  const locale = { locale: language }
  if (unexplained === 0) return words.differs_all({}, locale)
  return part === 0 ? words.differs_nothing({}, locale) : words.differs_part({ explained: numberText(part), n: numberText(unexplained) }, locale)
}

/** Where there was more than was looked at, the groups are not all there is. */
const PARTLY = {
  cases: words.partly_cases,
  elsewhere: words.partly_elsewhere,
  refused: words.partly_events,
  withdrawn: words.partly_events,
  merged: words.partly_events,
  ahead: words.partly_ahead,
} as const
export const partlyTexts = ({ partly }: Pick<Opened, 'partly'>, language: Language): readonly string[] => [
  ...new Set(partly.map(({ of, looked }) => PARTLY[of]({ n: numberText(looked) }, { locale: language }))),
]

/** A source that has not told all up to its own count may explain anything; null where it has. */
export function untoldText({ told: { throughAt, heardAt, state }, countedAt }: Opened, { source, timeZone, now }: Says, language: Language): string | null {
  const locale = { locale: language }
  const moment = (at: number) => momentText(at, timeZone, language, now)
  if (throughAt !== null && throughAt < countedAt) return words.differs_told_until({ source, moment: moment(throughAt) }, locale)
  if (heardAt === null || state === 'live' || state === 'never') return null
  return state === 'late' ? words.source_late({ source, moment: moment(heardAt) }, locale) : words.source_silent({ source, moment: moment(heardAt) }, locale)
}
