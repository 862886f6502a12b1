import * as z from 'zod'

/**
 * What may explain that a source counts otherwise than Weir: never on a board, for whoever is signed in. Of a count Weir knows
 * only a number, so what stands here is evidence: what could be missing from Weir, and what could be too many in it. A case
 * goes by the source and id of the last event about it: the data owner finds it by that, and nobody else finds anybody.
 */
const instant = z.int()
const count = z.int().nonnegative()

export const SIDES = ['missing', 'extra'] as const
export type Side = (typeof SIDES)[number]

/** In the order in which they are told: the side of the difference first. */
export const sidesOf = ({ open, ours }: { readonly open: number; readonly ours: number }): readonly [Side, Side] =>
  open < ours ? ['extra', 'missing'] : ['missing', 'extra']

/** In the order in which they are told; a case that could be told of in several is told of in the first. */
export const MISSING_GROUPS = ['refused', 'ahead', 'left-late', 'merged', 'no-team', 'another-team', 'unplaced', 'another-locality', 'withdrawn'] as const
export const EXTRA_GROUPS = ['refused', 'ahead', 'entered-late', 'twice', 'other-source', 'quiet'] as const
export type GroupKind = (typeof MISSING_GROUPS)[number] | (typeof EXTRA_GROUPS)[number]

export const caseLine = z.strictObject({
  /** the last event about it, or the one that the group is of */
  source: z.string().nullable(),
  id: z.string().nullable(),
  kind: z.string().nullable(),
  happenedAt: instant.nullable(),
  enteredAt: instant.nullable(),
  locality: z.string().nullable(),
  team: z.string().nullable(),
  /** the instant that puts it in its group: when it left, was written down, was rejected or withdrawn, or is dated */
  at: instant.nullable(),
})
export type CaseLine = z.output<typeof caseLine>

/** Events that were not let in, by the field and the reason. */
export const refusedLine = z.strictObject({ field: z.string(), reason: z.string(), count, since: instant, until: instant })
export type RefusedLine = z.output<typeof refusedLine>

export const evidenceGroup = z.strictObject({
  side: z.enum(SIDES),
  kind: z.enum([...new Set([...MISSING_GROUPS, ...EXTRA_GROUPS])]),
  count,
  /** how much of the difference it can explain at most; null where nothing but a look at each can tell */
  most: count.nullable(),
  refused: z.array(refusedLine),
  cases: z.array(caseLine),
})
export type EvidenceGroup = z.output<typeof evidenceGroup>

/** A list of which there was more than was looked at, and how many of it were. */
const PARTS = ['cases', 'elsewhere', 'refused', 'withdrawn', 'merged', 'ahead'] as const
export const partLooked = z.strictObject({ of: z.enum(PARTS), looked: count })
export type PartLooked = z.output<typeof partLooked>

export const saidOf = z.strictObject({
  source: z.string(),
  team: z.string().nullable(),
  open: count,
  ours: count.nullable(),
  countedAt: instant,
})
export type SaidOf = z.output<typeof saidOf>

export const disagreement = z.strictObject({
  asOf: instant,
  locality: z.string(),
  pathway: z.string(),
  stage: z.string(),
  /** every count of this stage here, with Weir's as the board has it */
  counts: z.array(saidOf),
  /** the one that is opened; null where none can be compared */
  opened: z
    .strictObject({
      source: z.string(),
      team: z.string().nullable(),
      countedAt: instant,
      open: count,
      /** Weir's own of that moment, recounted from what is known now */
      ours: count,
      /** what is here now, and what came and went since the count: that is no part of the difference */
      now: z.strictObject({ waiting: count, came: count, went: count }),
      /** how far the source has told what it knows */
      told: z.strictObject({ heardAt: instant.nullable(), throughAt: instant.nullable(), state: z.enum(['live', 'late', 'silent', 'never']) }),
      /** of the difference: what the evidence explains at most, and what nothing here explains */
      explained: count,
      unexplained: count,
      /** where there was more than was looked at: the groups are of what was, and more may be explained; `ours` and `now` are of all */
      partly: z.array(partLooked),
      groups: z.array(evidenceGroup),
    })
    .nullable(),
})
export type Disagreement = z.output<typeof disagreement>
export type Opened = NonNullable<Disagreement['opened']>
