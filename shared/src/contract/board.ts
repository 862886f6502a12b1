import * as z from 'zod'
import { blockageBoard } from './blockage.ts'
import { expectationBoard } from './expectation.ts'
import { flowBoard } from './flow.ts'
import { pressureBoard } from './pressure.ts'
import { lead, warningBoard, warningScorecard } from './warning.ts'

/**
 * The board wire: all that the wall shows of one locality at one instant. Boards carry instants, never spans, so
 * that the wall does its own ticking; every stage of the pack always appears; no case reference ever reaches a board.
 */

const instant = z.int()
const count = z.int().nonnegative()

export const version = z.strictObject({ epoch: z.string(), seq: z.int().nonnegative() })
export type Version = z.output<typeof version>

const windows = z.strictObject({ h24: count, d7: count })
const percentiles = z.strictObject({ p50: instant.nullable(), p85: instant.nullable(), p95: instant.nullable() })
const ended = z.strictObject({ progressed: count, declined: count, admitted: count, died: count, other: count })

export const stageBoard = z.strictObject({
  service: z.string(),
  pathway: z.string(),
  stage: z.string(),
  kind: z.enum(['queue', 'work', 'service']),
  waiting: count,
  byPriority: z.record(z.string(), count),
  quantity: z.record(z.string(), z.number()),
  oldestEnteredAt: instant.nullable(),
  enteredAt: percentiles,
  overdue: count,
  dueSoon: count,
  arrivals: windows,
  departures: windows,
  ended,
  /** what may be expected of a stay here; null before anybody has learnt it */
  expectation: expectationBoard.nullable(),
  /** the sources' own counts of what is open, and Weir's of the same team or stage at the moment of the count; null where nothing compares */
  sourceSays: z.array(z.strictObject({ source: z.string(), team: z.string().nullable(), open: count, ours: count.nullable(), countedAt: instant })),
})
export type StageBoard = z.output<typeof stageBoard>

/** What came into a pathway here and what went out of it. A case that changes its stage does neither; a transfer is both. */
export const pathwayBoard = z.strictObject({ service: z.string(), pathway: z.string(), arrivals: windows, departures: windows })
export type PathwayBoard = z.output<typeof pathwayBoard>

export const dutyBoard = z.strictObject({
  duty: z.string(),
  open: count,
  overdue: count,
  dueSoon: count,
  oldestDueAt: instant.nullable(),
  /** done, and waiting for somebody to authorise it: it does not count yet */
  unauthorised: count,
  oldestDoneAt: instant.nullable(),
})

export const capacityBoard = z.strictObject({
  source: z.string(),
  service: z.string(),
  unit: z.string(),
  available: z.number(),
  needed: z.number().nullable(),
  reportedAt: instant,
  validUntil: instant.nullable(),
})

export type CapacityBoard = z.output<typeof capacityBoard>

/** A source is late or silent from these instants on, unless it is heard before; null where it has never been heard. */
export const sourceBoard = z.strictObject({
  id: z.string(),
  heardAt: instant.nullable(),
  throughAt: instant.nullable(),
  lateAt: instant.nullable(),
  silentAt: instant.nullable(),
  oddities: z.record(z.string(), count),
})

export type SourceBoard = z.output<typeof sourceBoard>

export const board = z.strictObject({
  version,
  asOf: instant,
  locality: z.string(),
  mode: z.enum(['live', 'replay', 'rehearsal']),
  pressure: z.array(pressureBoard),
  stages: z.array(stageBoard),
  pathways: z.array(pathwayBoard),
  flows: z.array(flowBoard),
  duties: z.array(dutyBoard),
  blockages: z.array(blockageBoard),
  warnings: z.array(warningBoard),
  /** how good the council's warnings have been; null before anybody has judged */
  scorecard: warningScorecard.nullable(),
  /** pressure that moves from or to this locality */
  leads: z.array(lead),
  capacity: z.array(capacityBoard),
  sources: z.array(sourceBoard),
})
export type Board = z.output<typeof board>
export type Mode = Board['mode']

/**
 * Services are never summed; what waits, is in hand and is being received are different things and are counted apart. What came
 * in and went out is counted by pathway, so that a case counts once however many stages it goes through.
 */
export const serviceTotals = z.strictObject({
  service: z.string(),
  waiting: count,
  inHand: count,
  receiving: count,
  overdue: count,
  dueSoon: count,
  oldestEnteredAt: instant.nullable(),
  arrivals: windows,
  departures: windows,
})
export type ServiceTotals = z.output<typeof serviceTotals>

/** A stage as it is seen from across a room: how many are there against how many usually are; null where nobody can say yet. */
const stageGlance = z.strictObject({ pathway: z.string(), stage: z.string(), waiting: count, overdue: count, usual: count.nullable() })
export type StageGlance = z.output<typeof stageGlance>

/** The council at a glance: for each locality its services' totals, its journeys' stages and its worst queues. A pure function of the boards. */
export const localitySummary = z.strictObject({
  locality: z.string(),
  /** the level of each service, without what it is made of */
  pressure: z.array(
    pressureBoard.pick({ service: true, level: true, range: true, weakened: true, sources: true, since: true, declared: true, disagrees: true }),
  ),
  /** the gravest first, of all that are open */
  blockages: z.array(blockageBoard),
  blocked: count,
  /** the likeliest first, of all that are shown */
  warnings: z.array(warningBoard),
  warned: count,
  services: z.array(serviceTotals),
  /** of journeys in which anything is or moves here: every stage that is no service, in the order of the pack */
  stages: z.array(stageGlance),
  worst: z.array(
    z.strictObject({
      service: z.string(),
      pathway: z.string(),
      stage: z.string(),
      kind: stageBoard.shape.kind,
      waiting: count,
      overdue: count,
      oldestEnteredAt: instant.nullable(),
    }),
  ),
})
export const council = z.strictObject({
  version,
  asOf: instant,
  mode: board.shape.mode,
  localities: z.array(localitySummary),
  scorecard: board.shape.scorecard,
  leads: board.shape.leads,
  sources: z.array(sourceBoard),
})
export type Council = z.output<typeof council>
export type LocalitySummary = z.output<typeof localitySummary>
