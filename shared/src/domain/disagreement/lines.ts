import type { CaseLine, EvidenceGroup, GroupKind, Side } from '../../contract/disagreement.ts'
import type { Instant } from '../../contract/instant.ts'
import type { AheadEvent, CaseThere } from './facts.ts'

/** Groups and their lines. A line says by which event the data owner finds a case, and nothing of whose case it is. */
export const group = (side: Side, kind: GroupKind, cases: readonly CaseLine[]): EvidenceGroup => ({
  ...{ side, kind },
  count: cases.length,
  most: cases.length,
  refused: [],
  cases: [...cases],
})

export const openAt = ({ arrivedAt, departedAt }: CaseThere, at: Instant): boolean => arrivedAt <= at && (departedAt === null || departedAt > at)

export const line = ({ last, enteredAt, locality, team }: CaseThere): CaseLine => ({
  source: last?.source ?? null,
  id: last?.id ?? null,
  kind: last?.kind ?? null,
  happenedAt: last?.happenedAt ?? null,
  ...{ enteredAt, locality, team },
  at: null,
})

export const ahead = ({ source, id, kind, locality, team, happenedAt }: AheadEvent): CaseLine => ({
  ...{ source, id, kind, locality, team, happenedAt },
  enteredAt: null,
  at: happenedAt,
})

/** Whatever has not been heard of for longest stands first; the rest is only so that the order never changes by itself. */
export const inOrder = (lines: readonly CaseLine[]): readonly CaseLine[] =>
  lines.toSorted(
    (a, b) => instant(a.happenedAt) - instant(b.happenedAt) || instant(a.enteredAt) - instant(b.enteredAt) || byText(a.source, b.source) || byText(a.id, b.id),
  )

const instant = (at: Instant | null): number => at ?? 0
export const byText = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0)
