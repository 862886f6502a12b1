import * as z from 'zod'
import { owner } from './pack.ts'

/**
 * What a board says of a flow that is not as usual: which stage, since when, how many wait, which tests are true with their
 * numbers, what the waiting cases have in common that any visitor may read, and what would clear it. Teams, providers and
 * wards are never in it: they are told behind sign-in.
 */

const instant = z.int()
const count = z.int().nonnegative()

/** `authorisation`: work that is done and waits to be authorised, so that it does not count. */
export const signalKind = z.enum(['blockage', 'bottleneck', 'surge', 'capacity-drop', 'recording-lag', 'authorisation'])
export type SignalKind = z.output<typeof signalKind>

/**
 * One test that holds: over how many working days, what was counted, what would have been usual, and how often chance alone
 * would do it. `growth` counts how many more wait; `ageing` how many wait longer than 85 in 100 usually did; `late` how many of
 * the last records came unusually late; `reason` how many wait for a reason that was given.
 */
export const testBoard = z.strictObject({
  test: z.enum(['stall', 'fall', 'rise', 'growth', 'ageing', 'starve', 'late', 'silent', 'reason']),
  days: z.number().nonnegative(),
  count: z.number(),
  expected: z.number().nullable(),
  chance: z.number().nullable(),
})
export type TestBoard = z.output<typeof testBoard>

/** What one value of an attribute has to do with what waits: how many of how many, and how many that would usually be. */
export const finding = z.strictObject({
  attribute: z.enum(['team', 'provider', 'reason', 'serviceWard', 'homeWard', 'priority', 'need', 'language']),
  value: z.string(),
  count,
  of: count,
  expected: z.number(),
  chance: z.number(),
})
export type Finding = z.output<typeof finding>

const since = z.strictObject({ count, usual: z.number().nonnegative() })

export const blockageBoard = z.strictObject({
  kind: signalKind,
  service: z.string(),
  pathway: z.string(),
  /** null for a duty */
  stage: z.string().nullable(),
  duty: z.string().nullable(),
  /** too few cases in any one place: seen in all places together */
  everywhere: z.boolean(),
  since: instant,
  openedAt: instant,
  waiting: count,
  oldestEnteredAt: instant.nullable(),
  /** a working day's usual arrivals and departures */
  usual: z.strictObject({ arrivals: z.number(), departures: z.number() }).nullable(),
  /** what came and what went since then, and how much of either would have been usual by the end of yesterday; null for a duty */
  sinceThen: z.strictObject({ arrived: since, departed: since }).nullable(),
  /** of whole days that are over; those that name the kind come first, and none of them may hold any more while it is still open */
  tests: z.array(testBoard),
  /** the reasons that were given for what waits, most first, with whose they are */
  reasons: z.array(z.strictObject({ code: z.string(), count, owner: owner.nullable() })),
  /** what those who waited at `openedAt` had in common beyond chance, as far as any visitor may read it */
  common: z.array(finding),
  /** how many findings on teams, providers and wards are told behind sign-in */
  behind: count,
  /** another stage of this journey, further down and held as well, of which this is an effect */
  effectOf: z.string().nullable(),
  /** it clears once so many have left within two working days, or so many duties have been authorised; null where something else must change */
  clears: count.nullable(),
})
export type BlockageBoard = z.output<typeof blockageBoard>

/** All that is found of one open blockage: for whoever is signed in. */
export const blockageFindings = blockageBoard
  .pick({ pathway: true, stage: true, duty: true, kind: true, openedAt: true })
  .extend({ findings: z.array(finding) })
export type BlockageFindings = z.output<typeof blockageFindings>
