import type { Instant } from '../../contract/instant.ts'
import type { WarningDays, WarningLine } from '../../contract/warning.ts'
import type { LocalDay } from '../local-time.ts'
import { crosses } from './chance.ts'
import { WARNS_WITHIN } from './watch.ts'

/**
 * What has been told of one line and is not decided yet. It is decided midnight after midnight: a chance came true as soon as a
 * day ended over its line, and did not once its last day ended and none had. Where the end of a day was seen by nobody, it may
 * still come true but is never called false, because what is not known is no false alarm. Remembered as JSON.
 */
export interface Book {
  /** the last day whose end was seen; null before the first */
  readonly day: LocalDay | null
  readonly told: readonly Telling[]
  /** the day at whose end the line was last crossed */
  readonly cameOn: LocalDay | null
}
export const NEW_BOOK: Book = { day: null, told: [], cameOn: null }

/** What was said at one midnight. */
export interface Telling {
  readonly at: Instant
  /** the day that began then */
  readonly first: LocalDay
  readonly threshold: number
  /** whether a warning stood on the wall, and whether it was put there then */
  readonly shown: boolean
  readonly opened: boolean
  /** whether the end of one of its days was seen by nobody */
  readonly unseen: boolean
  readonly chances: readonly { readonly days: WarningDays; readonly chance: number }[]
}

export interface Decided {
  readonly days: WarningDays
  readonly chance: number
  readonly happened: boolean
  /** since when the warning has been shown that opened with it; null for what opened none */
  readonly opened: Instant | null
}

export interface Settled {
  readonly book: Book
  readonly decided: readonly Decided[]
  /** the line was crossed, and nobody had been warned in the week before */
  readonly missed: boolean
}

/** At the midnight with which `today` begins; `value` is what the day before it ended with, null where nobody can say. */
export function settle(book: Book, line: WarningLine, value: number | null, today: LocalDay): Settled {
  const ended = today - 1
  if (book.day !== null && book.day >= ended) return { book, decided: [], missed: false }
  const unseen = value === null || (book.day !== null && book.day < ended - 1)
  const told = book.told.map((telling) => (unseen && !telling.unseen ? { ...telling, unseen } : telling))
  const came = told.filter(({ threshold }) => value !== null && crosses(line, value, threshold))
  const weeks = came.filter(({ chances }) => chances.some(({ days }) => days === WARNS_WITHIN))
  const again = book.cameOn !== null && ended - book.cameOn <= WARNS_WITHIN
  return {
    book: {
      day: ended,
      told: told.filter((telling) => !came.includes(telling)).flatMap((telling) => stillOpen(telling, ended)),
      cameOn: weeks.length > 0 ? ended : book.cameOn,
    },
    decided: [...came.flatMap((telling) => decidedOf(telling, telling.chances, true)), ...told.filter((telling) => !came.includes(telling)).flatMap((telling) => decidedOf(telling, over(telling, ended), false))], // prettier-ignore
    missed: weeks.length > 0 && !again && weeks.every(({ shown }) => !shown),
  }
}

type Chances = Telling['chances']

const over = ({ unseen, first, chances }: Telling, ended: LocalDay): Chances => (unseen ? [] : chances.filter(({ days }) => first + days - 1 <= ended))

function stillOpen(telling: Telling, ended: LocalDay): readonly Telling[] {
  const chances = telling.chances.filter(({ days }) => telling.first + days - 1 > ended)
  return chances.length > 0 ? [{ ...telling, chances }] : []
}

const decidedOf = ({ opened, at }: Telling, chances: Chances, happened: boolean): readonly Decided[] =>
  chances.map(({ days, chance }) => ({ days, chance, happened, opened: opened ? at : null }))
