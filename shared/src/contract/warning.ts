import * as z from 'zod'

/**
 * What a board says of what will probably go wrong: how likely it is that those waiting, those overdue or the level of a service
 * cross their line within some days, and how such warnings have fared before. A chance is never told without its track record:
 * where there is none yet, `record` is null and the wall says so.
 */

const instant = z.int()
const count = z.int().nonnegative()
const chance = z.number().min(0).max(1)

/** `waiting` and `overdue` are crossed by more than the threshold, `level` by the threshold itself. */
export const warningLine = z.enum(['waiting', 'overdue', 'level'])
export type WarningLine = z.output<typeof warningLine>

/** Within so many days: until the local midnight that is nearest to then, which is the instant `by`. */
export const warningDays = z.literal([1, 3, 7, 14])
export type WarningDays = z.output<typeof warningDays>
export const warningChance = z.strictObject({ days: warningDays, by: instant, chance })
export type WarningChance = z.output<typeof warningChance>

/** Of the warnings of this kind in this council: how many were shown and came true; and the Brier score of so many chances told. */
export const warningRecord = z.strictObject({ shown: count, came: count, brier: z.number().min(0).max(1).nullable(), of: count })
export type WarningRecord = z.output<typeof warningRecord>

export const warningBoard = z.strictObject({
  service: z.string(),
  /** null where the warning is of the level of the whole service here */
  pathway: z.string().nullable(),
  stage: z.string().nullable(),
  line: warningLine,
  /** how many wait or are overdue, or the level from 1 to 4, at the time of the warning */
  now: count,
  threshold: count,
  /** the nearest first; no further ahead than half of what has been seen */
  chances: z.array(warningChance),
  /** from when on it has been shown */
  since: instant,
  record: warningRecord.nullable(),
})
export type WarningBoard = z.output<typeof warningBoard>

/** Why nothing is foretold: `recording-lag` because the record is behind, so that nobody knows what waits. */
export const warningUntold = z.enum(['too-little-history', 'too-few', 'recording-lag'])
export type WarningUntold = z.output<typeof warningUntold>

/** One chance that was told, and what came of it: null until it is known. */
export interface WarningRow {
  readonly at: number
  readonly locality: string
  readonly service: string
  readonly pathway: string | null
  readonly stage: string | null
  readonly line: WarningLine
  readonly threshold: number
  readonly days: WarningDays
  readonly chance: number
  /** since when the warning was shown to which it belongs; null where it was too small a chance to warn */
  readonly shownSince: number | null
  readonly outcome: boolean | null
}

/** Of the times it was told about so much: how often it came. */
const calibrationBin = z.strictObject({
  from: chance,
  to: chance,
  forecasts: count,
  meanChance: chance.nullable(),
  happened: chance.nullable(),
})

export const warningScorecard = z.strictObject({
  /** chances whose outcome is known, and how many are still open */
  of: count,
  open: count,
  brier: z.number().min(0).max(1).nullable(),
  /** the Brier score of always telling how often it comes, for its line and days; and by how much the chances are better: 1 is perfect */
  base: z.number().min(0).max(1).nullable(),
  skill: z.number().max(1).nullable(),
  calibration: z.array(calibrationBin),
  /** warnings that were shown and are decided: `hits` came in the time that was said, `falseAlarms` did not */
  shown: count,
  hits: count,
  falseAlarms: count,
  /** times that a line was crossed and no warning had been shown in the days before */
  misses: count,
})
export type WarningScorecard = z.output<typeof warningScorecard>

/** Pressure that moves: what is out of the ordinary in `from` is seen in `to` some days later. */
export const lead = z.strictObject({
  service: z.string(),
  from: z.string(),
  to: z.string(),
  /** local days, of which weekends may be part */
  lagDays: z.int().positive(),
  /** correlation of what neither explains by its own past, from 0 to 1 */
  strength: chance,
  /** how often chance alone would show any such lead between any two places of the council */
  chance,
})
export type Lead = z.output<typeof lead>
