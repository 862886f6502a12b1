import type { CaseLine } from '@weir/shared/contract/disagreement'
import type { PackView } from '@weir/shared/contract/pack-view'
import { momentText } from '@weir/shared/words/date'
import type { Language } from '@weir/shared/words/language'
import * as words from '@weir/shared/words/messages'
import { UNPLACED, localityName, nameIn, sourceName } from '@weir/shared/words/name'

/** Beside which count the cases are read, and when: what is the same in every row need not be said. */
export interface Reading {
  readonly pack: PackView
  readonly now: number
  readonly counting: string
  readonly locality: string
}

export interface CaseColumn {
  readonly heading: string
  readonly of: (one: CaseLine) => string
  /** whether it tells anything of this one */
  readonly tells: (one: CaseLine) => boolean
}

const NOTHING = '–'

/** A column in which every row would say the same, or nothing, is left out. `at` is what the instant is that puts a case here. */
export function caseColumns(cases: readonly CaseLine[], at: string | null, reading: Reading, language: Language): readonly CaseColumn[] {
  const { pack, now, counting, locality } = reading
  const moment = (instant: number | null) => (instant === null ? NOTHING : momentText(instant, pack.timeZone, language, now))
  const nameOf = (id: string | null) => nameIn(sourceName(pack, id ?? ''), language).text
  const place = (id: string | null) => (id === null ? NOTHING : nameIn(localityName(pack, id), language).text)
  const isElsewhere = (id: string | null) => id !== null && id !== locality && id !== UNPLACED
  const columns: readonly CaseColumn[] = [
    { heading: words.differs_source(), of: ({ source }) => nameOf(source), tells: ({ source }) => source !== null && source !== counting },
    { heading: words.differs_last(), of: (one) => moment(one.happenedAt), tells: (one) => one.happenedAt !== null && one.happenedAt !== one.at },
    { heading: words.differs_entered(), of: ({ enteredAt }) => moment(enteredAt), tells: ({ enteredAt }) => enteredAt !== null },
    { heading: words.differs_place(), of: (one) => place(one.locality), tells: (one) => isElsewhere(one.locality) },
    { heading: words.differs_team(), of: ({ team }) => team ?? NOTHING, tells: ({ team }) => team !== null },
    { heading: at ?? '', of: (one) => moment(one.at), tells: () => at !== null },
  ]
  return columns.filter(({ tells }) => cases.some(tells))
}
