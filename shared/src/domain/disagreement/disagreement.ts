import type { SourceBoard } from '../../contract/board.ts'
import { type EvidenceGroup, type Opened, type Side, sidesOf } from '../../contract/disagreement.ts'
import type { Instant } from '../../contract/instant.ts'
import { extraGroups } from './extra.ts'
import type { CountFacts, CountFigures } from './facts.ts'
import { openAt } from './lines.ts'
import { missingGroups } from './missing.ts'
import { refusedGroup } from './refused.ts'

/**
 * A disagreement, opened. Of a source's count only the number is known, so nothing here names the one case too many: it says
 * what could be missing and what could be too many, how much of the difference that explains at most, and what it leaves
 * unexplained. Weir's figure is recounted for the instant of the count, to the case, from what is known now; what came and
 * went since is told beside it and is no part of the difference. The side of the difference comes first. `lines` is how many
 * of a group's cases are listed: its count is always of all that were looked at, and where that is not all there is, `partly` says so.
 */
export function openedDisagreement(facts: CountFacts, lines: number, now: Instant): Opened {
  const { count, source, refused, partly } = facts
  const { open, countedAt } = count
  const { ours, ...moved } = facts.all ?? figuresOf(facts, now)
  const sides = sidesOf({ open, ours })
  const [own] = sides
  const of = { missing: missingGroups(facts), extra: extraGroups(facts) }
  const groups = sides.flatMap((side) => [refusedGroup(side, own, refused, count), ...of[side]]).filter((group) => group.count > 0)
  const difference = Math.abs(open - ours)
  const explained = Math.min(difference, mostOf(groups, own))
  return {
    ...{ source: count.source, team: count.team, countedAt, open, ours, explained },
    now: moved,
    told: toldBy(source, now),
    unexplained: difference - explained,
    partly: [...partly],
    groups: groups.map((group) => ({ ...group, cases: group.cases.slice(0, lines) })),
  }
}

const mostOf = (groups: readonly EvidenceGroup[], own: Side): number => groups.reduce((sum, { side, most }) => sum + (side === own ? (most ?? 0) : 0), 0)

function figuresOf({ here, count: { countedAt } }: CountFacts, now: Instant): CountFigures {
  const since = (at: Instant | null) => at !== null && at > countedAt && at <= now
  return {
    ours: here.filter((one) => openAt(one, countedAt)).length,
    waiting: here.filter((one) => openAt(one, now)).length,
    came: here.filter(({ arrivedAt }) => since(arrivedAt)).length,
    went: here.filter(({ departedAt }) => since(departedAt)).length,
  }
}

function toldBy(source: SourceBoard | undefined, now: Instant): Opened['told'] {
  if (!source || source.heardAt === null) return { heardAt: null, throughAt: null, state: 'never' }
  const { heardAt, throughAt, lateAt, silentAt } = source
  const since = (at: Instant | null) => at !== null && now >= at
  return { heardAt, throughAt, state: since(silentAt) ? 'silent' : since(lateAt) ? 'late' : 'live' }
}
