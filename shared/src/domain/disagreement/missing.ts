import { type CaseLine, type EvidenceGroup, type GroupKind, MISSING_GROUPS } from '../../contract/disagreement.ts'
import { UNPLACED } from '../../contract/pack.ts'
import type { Instant } from '../../contract/instant.ts'
import type { AheadEvent, CaseThere, Count, CountFacts, EventLine, PlaceThen } from './facts.ts'
import { ahead, group, inOrder, line, openAt } from './lines.ts'

/**
 * Cases that the source may have counted and Weir does not have there: dated ahead, left before the count but written down
 * after it, made one with another since, standing in another place, withdrawn. Each group says how much of the difference it
 * can explain at most; a place whose own count agrees with Weir's explains nothing.
 */
export function missingGroups(facts: CountFacts): readonly EvidenceGroup[] {
  const { count } = facts
  const lines: Partial<Record<GroupKind, readonly CaseLine[]>> = {
    ahead: aheadOfTheirTime(facts),
    'left-late': inOrder(facts.here.filter((one) => leftLate(one, count.countedAt)).map((one) => ({ ...line(one), at: one.departureRecordedAt }))),
    merged: facts.merged.map(ofEvent),
    withdrawn: facts.withdrawn.map(ofEvent),
  }
  return MISSING_GROUPS.flatMap((kind) => (lines[kind] ? [group('missing', kind, lines[kind])] : elsewhereGroup(kind, facts)))
}

/** What the source knew of when it counted, but dated after it: or what is dated ahead even now. */
function aheadOfTheirTime({ here, ahead: events, count }: CountFacts): readonly CaseLine[] {
  const { countedAt } = count
  const early = here.filter(({ arrivedAt, arrivalRecordedAt }) => arrivedAt > countedAt && arrivalRecordedAt <= countedAt)
  const known = new Set(here.filter((one) => openAt(one, countedAt) || early.includes(one)).map(({ entity }) => entity))
  const coming = events.filter((event) => entersHere(event, count) && !known.has(event.entity))
  return inOrder([...early.map((one) => ({ ...line(one), at: one.arrivedAt })), ...coming.map(ahead)])
}

const entersHere = ({ kind, stage, locality, team }: AheadEvent, count: Count): boolean =>
  kind === 'entered' &&
  stage === count.stage &&
  (locality === null || locality === count.locality) &&
  (count.team === null || team === null || team === count.team)

const leftLate = ({ arrivedAt, departedAt, arrivalRecordedAt, departureRecordedAt }: CaseThere, at: Instant): boolean =>
  arrivedAt <= at && departedAt !== null && departedAt <= at && arrivalRecordedAt <= at && departureRecordedAt !== null && departureRecordedAt > at

function elsewhereGroup(kind: GroupKind, { places, elsewhere, count }: CountFacts): readonly EvidenceGroup[] {
  const there = places.filter((place) => groupOf(place, count) === kind && mostOf(place) > 0)
  if (there.length === 0) return []
  const cases = elsewhere.filter((one) => there.some((place) => standsIn(one, place, count)))
  const sum = (of: (place: PlaceThen) => number) => there.reduce((total, place) => total + of(place), 0)
  return [{ ...group('missing', kind, inOrder(cases.map(line))), count: sum(({ open }) => open), most: sum(mostOf) }]
}

const mostOf = ({ open, above }: PlaceThen): number => (above === null ? open : Math.max(0, Math.min(open, above)))

/** In another locality only the same team counts, where the count is of a team: others are nobody's mistake. */
function groupOf({ locality, team }: Pick<PlaceThen, 'locality' | 'team'>, count: Count): GroupKind | null {
  if (locality === count.locality) return count.team === null || team === count.team ? null : team === null ? 'no-team' : 'another-team'
  if (locality === UNPLACED) return count.team === null || team === null || team === count.team ? 'unplaced' : null
  return count.team === null || team === count.team ? 'another-locality' : null
}

const standsIn = (one: CaseThere, place: PlaceThen, { team }: Count): boolean => one.locality === place.locality && (team === null || one.team === place.team)

const ofEvent = ({ source, id, kind, happenedAt, locality, team, recordedAt }: EventLine): CaseLine => ({
  ...{ source, id, kind, happenedAt, locality, team },
  enteredAt: null,
  at: recordedAt,
})
