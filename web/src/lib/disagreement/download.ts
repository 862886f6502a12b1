import type { CaseLine, EvidenceGroup, Opened } from '@weir/shared/contract/disagreement'
import type { PackView } from '@weir/shared/contract/pack-view'
import type { Language } from '@weir/shared/words/language'
import * as words from '@weir/shared/words/messages'
import { localityName, nameIn } from '@weir/shared/words/name'
import { groupWords } from './group-words.ts'

/** The lists of a disagreement as rows to compare with a worklist: which side, which group, and by which event each case goes. */
export function rowsOf({ groups }: Opened, pack: PackView, language: Language): readonly (readonly string[])[] {
  return [HEADINGS.map((word) => word()), ...groups.flatMap((group) => group.cases.map((one) => rowOf(group, one, pack, language)))]
}

const HEADINGS = [
  words.differs_side,
  words.differs_group,
  words.differs_source,
  words.differs_event,
  words.differs_kind,
  words.differs_last,
  words.differs_entered,
  words.differs_place,
  words.differs_team,
  words.differs_at,
] as const

function rowOf(group: EvidenceGroup, one: CaseLine, pack: PackView, language: Language): readonly string[] {
  const at = (instant: number | null) => (instant === null ? '' : momentIn(instant, pack.timeZone))
  return [
    group.side === 'missing' ? words.differs_side_missing() : words.differs_side_extra(),
    groupWords(group).title(),
    one.source ?? '',
    one.id ?? '',
    one.kind ?? '',
    at(one.happenedAt),
    at(one.enteredAt),
    one.locality === null ? '' : nameIn(localityName(pack, one.locality), language).text,
    one.team ?? '',
    at(one.at),
  ]
}

/** 2026-01-20 07:00:00 in the council's time zone: as every spreadsheet reads it. */
const momentIn = (at: number, timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
