import * as z from 'zod'

/** The pressure level of one service in one locality, as it stands on a board. What makes it is in `pressure-file.ts`. */

/** `due`: overdue or due within 72 hours. `count`: how far the sources' own counts differ, which adds doubt and no points. */
export const DRIVERS = ['load', 'ageing', 'overdue', 'due', 'demand', 'capacity', 'blockages', 'count'] as const
export type DriverId = (typeof DRIVERS)[number]
export const LEVELS = ['steady', 'busy', 'high', 'critical'] as const
export type LevelName = (typeof LEVELS)[number]

const level = z.literal([1, 2, 3, 4])
export type Level = z.output<typeof level>
const instant = z.int()
const points = z.number().nonnegative()

/**
 * `uncertain`: it stands on a source that is late or silent, or on a stage whose recording lags. `expired`: a reported capacity
 * no longer holds. The rest have no value: too little history, too few cases to tell anything, no time limit on anybody, or
 * nothing was ever reported.
 */
export const told = z.enum(['told', 'uncertain', 'expired', 'no-history', 'too-few', 'no-limit', 'none-reported'])
export type Told = z.output<typeof told>

export const driverBoard = z.strictObject({
  id: z.enum(DRIVERS),
  /** in the unit: working days of work; a share, 0.2 being 20 %; as much as so many blockages. Null where it cannot be told */
  value: z.number().nullable(),
  unit: z.enum(['days', 'share', 'blockages']),
  told,
  /** the threshold reached, from 1; 0 is none */
  step: z.int().nonnegative(),
  /** what it adds to the score, and the most that it could */
  points,
  most: points,
  /** the points that it could have, where it is uncertain or expired; null where it is sure, or cannot be told */
  range: z.strictObject({ from: points, to: points }).nullable(),
  /** of which of several things it speaks, where it speaks of one: the unit of the capacity that is shortest */
  about: z.string().nullable(),
  /** the numbers that it was made of, by name: see the driver in `domain/pressure` */
  evidence: z.record(z.string(), z.number()),
})
export type DriverBoard = z.output<typeof driverBoard>

/** A level that a manager declared, beside the calculated one; `until` null is until it is taken back. */
export const declaredLevel = z.strictObject({ level, reason: z.string(), at: instant, until: instant.nullable() })
export type DeclaredLevel = z.output<typeof declaredLevel>

export const pressureBoard = z.strictObject({
  service: z.string(),
  /** 1 steady, 2 busy, 3 high, 4 critical; null where too little can be told */
  level: level.nullable(),
  /** points, of the points that the drivers with a value could have */
  score: points,
  of: points,
  /** the levels that it could be in; one and the same where all is sure, 1 to 4 where no level is told */
  range: z.strictObject({ from: level, to: level }),
  /** it rests on something late, silent, expired or disputed: never to be drawn as calm */
  weakened: z.boolean(),
  /** of the sources that this service depends on: which are late, which silent, and how many there are */
  sources: z.strictObject({ late: z.array(z.string()), silent: z.array(z.string()), of: z.int().nonnegative() }),
  drivers: z.array(driverBoard),
  /** from when on this level holds */
  since: instant,
  declared: declaredLevel.nullable(),
  /** the declared level less the calculated one; null where one of them is missing */
  disagrees: z.literal([-3, -2, -1, 0, 1, 2, 3]).nullable(),
  /** ids of the actions on the card of this level, in order; the texts come with the pack's view */
  card: z.array(z.string()),
})
export type PressureBoard = z.output<typeof pressureBoard>
