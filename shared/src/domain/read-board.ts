import type { Board, Mode, PathwayBoard, StageBoard } from '../contract/board.ts'
import type { ExpectationBoard, UsualStay } from '../contract/expectation.ts'
import type { DeclaredLevel } from '../contract/pressure.ts'
import { HOUR, type Instant } from '../contract/instant.ts'
import type { Ended, Pack, Pathway } from '../contract/pack.ts'
import { asItStands } from './blockage/as-it-stands.ts'
import { MILLIONTHS, TAB, hourOf } from './metric.ts'
import type { Rules, StageRule } from './rules.ts'
import { type Comparable, saidBeside } from './source-says.ts'

/** Something is due soon when its due instant is less than this away. */
export const DUE_SOON_MS = 72 * HOUR

/** What the store says of one stage in one locality at `now`; the ranks are those of the visits waiting then. */
export interface StageReading {
  readonly waiting: number
  readonly oldest: Instant | null
  readonly p50: Instant | null
  readonly p85: Instant | null
  readonly p95: Instant | null
  readonly overdue: number
  readonly dueSoon: number
  /** of those waiting, how many have a due instant */
  readonly timed: number
}

export type Counts = Readonly<Record<string, number>>

/** What the store says of one locality at `now`, read at one instant. Hours and days come newest first. */
export interface Reading {
  readonly stages: readonly StageReading[]
  readonly hours: readonly Counts[]
  readonly days: readonly Counts[]
  readonly priority: Counts
  readonly quantity: Counts
  readonly duties: readonly {
    readonly duty: string
    readonly open: number
    readonly overdue: number
    readonly dueSoon: number
    readonly oldest: Instant | null
    /** done, and not yet authorised */
    readonly unauthorised: number
    readonly oldestDoneAt: Instant | null
  }[]
  readonly capacity: readonly string[]
  /** fields `stage TAB source TAB team TAB locality` → JSON */
  readonly says: Readonly<Record<string, string>>
  /** counts of `source TAB kind` */
  readonly oddities: Counts
  readonly heard: Counts
  readonly through: Counts
  /** counts of `stage:reason:code`, `stage:paused:code` and `stage:team:code` */
  readonly why: Counts
  /** by stage, how many wait since before the instants that were asked for; null where none was; may be empty */
  readonly older: readonly (number | null)[]
  readonly judged: Judgement
  /** levels that were declared here, one a source and service */
  readonly declared: readonly (DeclaredLevel & { readonly service: string })[]
}

/** What the assessor says of a locality: it is made there, and only carried here. */
export type Judgement = Pick<Board, 'pressure' | 'blockages' | 'warnings' | 'scorecard' | 'leads' | 'flows'> & {
  /** the same for every locality */
  readonly expectations: readonly StageExpectation[]
}
export const NOT_JUDGED: Judgement = { pressure: [], blockages: [], warnings: [], scorecard: null, leads: [], flows: [], expectations: [] }

export type StageExpectation = UsualStay & { readonly pathway: string; readonly stage: string }

export type BoardContent = Omit<Board, 'version'>

/** The board of one locality: a pure function of what the store says, the pack and the clock. */
export function readBoard(reading: Reading, locality: string, pack: Pack, rules: Rules, mode: Mode, now: Instant): BoardContent {
  const flowed = { h24: totals(reading.hours), d7: totals(reading.days) }
  const stages = rules.stages.map((rule) => readStage(reading, flowed, rule, now))
  return {
    asOf: now,
    locality,
    mode,
    pressure: reading.judged.pressure,
    stages,
    pathways: pack.pathways.map((pathway) => readPathway(flowed, pathway, stages)),
    duties: reading.duties.map(({ oldest, ...duty }) => ({ ...duty, oldestDueAt: oldest })).sort(by((duty) => duty.duty)),
    blockages: asItStands(reading.judged.blockages, stages),
    warnings: reading.judged.warnings,
    scorecard: reading.judged.scorecard,
    leads: reading.judged.leads,
    flows: reading.judged.flows,
    capacity: [...reading.capacity]
      .sort()
      .map((text) => JSON.parse(text) as Board['capacity'][number])
      .sort(by(({ service, unit, source }) => [service, unit, source].join(TAB))),
    sources: readSources(reading, pack),
  }
}

const comparableAt = ({ hours, why }: Reading, stage: number, waiting: number, now: Instant): Comparable => ({
  waiting,
  ofTeam: (team) => why[`${stage}:team:${team}`] ?? 0,
  inHour: (hour) => {
    const counts = hours[hourOf(now) - hour] ?? {}
    return { arrived: counts[`${stage}.arrived`] ?? 0, departed: counts[`${stage}.departed`] ?? 0 }
  },
})

const NO_READING: StageReading = { waiting: 0, oldest: null, p50: null, p85: null, p95: null, overdue: 0, dueSoon: 0, timed: 0 }

function readStage(reading: Reading, flowed: Flowed, { index, pathway, stage }: StageRule, now: Instant): StageBoard {
  const { waiting, oldest, p50, p85, p95, overdue, dueSoon } = reading.stages[index] ?? NO_READING
  const ended = (how: Ended) => flowed.d7.get(`${index}.${how}`) ?? 0
  return {
    service: pathway.service,
    pathway: pathway.id,
    stage: stage.id,
    kind: stage.kind,
    waiting,
    byPriority: ofStage(reading.priority, index, (count) => count),
    quantity: ofStage(reading.quantity, index, (millionths) => millionths / MILLIONTHS),
    oldestEnteredAt: oldest,
    enteredAt: { p50, p85, p95 },
    overdue,
    dueSoon,
    arrivals: windows(flowed, `${index}.arrived`),
    departures: windows(flowed, `${index}.departed`),
    ended: { progressed: ended('progressed'), declined: ended('declined'), admitted: ended('admitted'), died: ended('died'), other: ended('other') },
    expectation: expectationHere(reading, pathway.id, stage.id, index),
    sourceSays: Object.entries(reading.says)
      .filter(([name]) => name.startsWith(`${index}${TAB}`))
      .sort(by(([name]) => name))
      .map(([name, text]) => saidBeside(name, text, comparableAt(reading, index, waiting, now), now)),
  }
}

/** Whoever read this asked how many have been there for longer than is expected: from the same that is told here. */
function expectationHere({ judged, older }: Reading, pathway: string, stage: string, index: number): ExpectationBoard | null {
  const learnt = judged.expectations.find((one) => one.pathway === pathway && one.stage === stage)
  if (!learnt) return null
  const { pathway: _pathway, stage: _stage, ...usual } = learnt
  return { ...usual, beyond: usual.p85 === null ? null : (older[index] ?? null) }
}

/** A move from one stage to another is a departure and an arrival at once, and neither of the pathway: both less the moves. */
function readPathway(flowed: Flowed, { id, service }: Pathway, stages: readonly StageBoard[]): PathwayBoard {
  const own = stages.flatMap((stage, index) => (stage.pathway === id ? [{ stage, moved: windows(flowed, `${index}.moved`) }] : []))
  const across = (flow: (stage: StageBoard) => Windows) =>
    own.reduce((sum, { stage, moved }) => ({ h24: sum.h24 + flow(stage).h24 - moved.h24, d7: sum.d7 + flow(stage).d7 - moved.d7 }), NONE)
  return { service, pathway: id, arrivals: across(({ arrivals }) => arrivals), departures: across(({ departures }) => departures) }
}

type Windows = StageBoard['arrivals']
const NONE: Windows = { h24: 0, d7: 0 }
/** What is counted in all the buckets of each window, by name. */
interface Flowed {
  readonly h24: ReadonlyMap<string, number>
  readonly d7: ReadonlyMap<string, number>
}
const windows = ({ h24, d7 }: Flowed, name: string): Windows => ({ h24: h24.get(name) ?? 0, d7: d7.get(name) ?? 0 })

function totals(buckets: readonly Counts[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const bucket of buckets) for (const [name, count] of Object.entries(bucket)) sums.set(name, (sums.get(name) ?? 0) + count)
  return sums
}

/** The fields `stage:code` of one stage, by code, in the codes' order. */
function ofStage(counts: Counts, stage: number, value: (count: number) => number): Record<string, number> {
  const prefix = `${stage}:`
  return Object.fromEntries(
    Object.entries(counts)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, count]) => [name.slice(prefix.length), value(count)] as const)
      .sort(by(([name]) => name)),
  )
}

/** The pack's sources in its order, then those that were heard without being listed. */
function readSources({ heard, through, oddities }: Reading, pack: Pack): Board['sources'] {
  const listed = new Map(pack.sources.map((source) => [source.id, source]))
  const unlisted = Object.keys(heard)
    .filter((id) => !listed.has(id))
    .sort()
  return [...listed.keys(), ...unlisted].map((id) => {
    const heardAt = heard[id] ?? null
    const source = listed.get(id)
    return {
      id,
      heardAt,
      throughAt: through[id] ?? heardAt,
      lateAt: heardAt === null || !source ? null : heardAt + source.lateAfter,
      silentAt: heardAt === null || !source ? null : heardAt + source.silentAfter,
      oddities: Object.fromEntries(
        Object.entries(oddities)
          .filter(([name]) => name.startsWith(`${id}${TAB}`))
          .map(([name, count]) => [name.slice(id.length + 1), count] as const)
          .sort(by(([kind]) => kind)),
      ),
    }
  })
}

const by =
  <T>(key: (item: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0
