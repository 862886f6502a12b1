import { type CaseLine, type EvidenceGroup, EXTRA_GROUPS } from '../../contract/disagreement.ts'
import type { AheadEvent, CaseThere, Count, CountFacts } from './facts.ts'
import { group, inOrder, line, openAt } from './lines.ts'

type OfCases = Exclude<(typeof EXTRA_GROUPS)[number], 'refused'>

/**
 * Every case that Weir has open there at the count, in the one group that speaks most plainly against it; together they are
 * Weir's figure. What nothing speaks against is `quiet`: nobody can tell from here which of them the source has closed, so it
 * explains no number; those that have not been heard of for longest stand first.
 */
export function extraGroups({ here, ahead, count }: CountFacts): readonly EvidenceGroup[] {
  const open = here.filter((one) => openAt(one, count.countedAt))
  const gone = new Map(ahead.filter((event) => leaves(event, count)).map((event) => [event.entity, event]))
  const last = lastOfPerson(open)
  const groups = new Map<OfCases, CaseLine[]>()
  for (const one of open) {
    const [kind, at] = placed(one, gone.get(one.entity), last, count)
    groups.set(kind, [...(groups.get(kind) ?? []), { ...line(one), at }])
  }
  return EXTRA_GROUPS.flatMap((kind) => (kind === 'refused' ? [] : [groupOf(kind, inOrder(groups.get(kind) ?? []))]))
}

function placed(one: CaseThere, leaving: AheadEvent | undefined, last: ReadonlySet<CaseThere>, { countedAt }: Count): readonly [OfCases, number | null] {
  const { departedAt, departureRecordedAt, arrivalRecordedAt } = one
  if (departedAt !== null && departureRecordedAt !== null && departureRecordedAt <= countedAt) return ['ahead', departedAt]
  if (leaving) return ['ahead', leaving.happenedAt]
  if (arrivalRecordedAt > countedAt) return ['entered-late', arrivalRecordedAt]
  if (!last.has(one)) return ['twice', null]
  return one.told ? ['quiet', null] : ['other-source', null]
}

const leaves = ({ kind, stage }: AheadEvent, count: Count): boolean => kind === 'left' || (kind === 'entered' && stage !== count.stage)

/** Of a person's cases there, the one that came last: an earlier one is what an episode that was never closed leaves. */
function lastOfPerson(open: readonly CaseThere[]): ReadonlySet<CaseThere> {
  const last = new Map<string, CaseThere>()
  for (const one of open) {
    const known = last.get(one.person)
    if (!known || isLater(one, known)) last.set(one.person, one)
  }
  return new Set(last.values())
}

const isLater = (one: CaseThere, other: CaseThere): boolean =>
  one.enteredAt > other.enteredAt || (one.enteredAt === other.enteredAt && one.entity > other.entity)

const groupOf = (kind: OfCases, lines: readonly CaseLine[]): EvidenceGroup => ({
  ...group('extra', kind, lines),
  ...(kind === 'quiet' ? { most: null } : {}),
})
