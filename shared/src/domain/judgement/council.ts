import type { Instant } from '../../contract/instant.ts'
import type { Level, PressureBoard } from '../../contract/pressure.ts'
import type { Pack } from '../../contract/pack.ts'
import type { WarningScorecard } from '../../contract/warning.ts'
import type { BlockageBoard } from '../../contract/blockage.ts'
import type { AuthorisationMemory } from '../blockage/authorisation.ts'
import type { LocalDay } from '../local-time.ts'
import { pressureConfig } from '../pressure/config.ts'
import { NEW_PRESSURE, type PressureMemory, pressureOf } from '../pressure/pressure.ts'
import type { Judgement, Reading } from '../read-board.ts'
import type { Rules } from '../rules.ts'
import { scorecardOf } from '../warning/tally.ts'
import { type DutiesJudged, dutyBoard, judgeDuties } from './duties.ts'
import type { StageMemory, StageStep } from './flows.ts'
import { type CouncilFlows, type FlowChange, type Seen, blockagesIn, judgeFlows } from './judge.ts'
import { type WarningsMemory } from './line-memory.ts'
import { type PlaceAt, servicesAt } from './services.ts'
import { flowsIn } from './usual-flows.ts'
import { type WarnedLocality, type WarningChange, type WarningOutcome, judgeWarnings, warningsIn } from './warnings.ts'

/**
 * A council judged at one instant: its flows, its duties, the level of every service in every place, and at midnight what is
 * likely to come. Pure, and the same for the live flow and for a backtest: facts and what is remembered → what the boards say,
 * what began and ended, and what to remember.
 *
 *   day      local midnight: everything is looked at, and it is remembered
 *   instant  every six hours in between: what is held and every level, and it is remembered
 *   look     whenever facts change: as at an instant, but remembered by nobody
 */
export type Occasion = 'day' | 'instant' | 'look'

export interface CouncilFacts {
  flows(which: ReadonlySet<number> | null): CouncilFlows['flows']
  readonly why: CouncilFlows['why']
  place(locality: number): PlaceAt
  readonly duties: ReadonlyMap<number, Pick<Reading, 'duties'>>
  /** asked at midnight only */
  dueAhead(stage: number, locality: number): ReadonlyMap<LocalDay, number>
}

export interface Remembered {
  readonly stages: readonly (StageMemory | undefined)[]
  /** by `locality TAB service` */
  readonly pressure: ReadonlyMap<string, PressureMemory>
  /** by `locality TAB duty` */
  readonly duties: ReadonlyMap<string, AuthorisationMemory>
  readonly warnings: WarningsMemory
}
export const NOTHING_REMEMBERED: Remembered = { stages: [], pressure: new Map(), duties: new Map(), warnings: { lines: new Map(), tally: {} } }

/** What the last judgement found: of each stage, it stands until the stage is judged again. */
export interface Carried {
  readonly steps: readonly (StageStep | null)[]
  readonly seen: readonly (readonly Seen[] | null)[]
  /** by `locality TAB service`: the level that was shown last, and since when */
  readonly levels: ReadonlyMap<string, ShownLevel>
}
export type ShownLevel = Pick<PressureBoard, 'level' | 'since'>
export const NOTHING_CARRIED: Carried = { steps: [], seen: [], levels: new Map() }

export type Change = ({ readonly kind: 'flow' } & FlowChange) | DutyChange | LevelChange | WarningChange

export interface DutyChange {
  readonly kind: 'duty'
  readonly at: Instant
  readonly state: 'opened' | 'cleared'
  readonly locality: number
  readonly duty: string
  readonly blockage: BlockageBoard
}

/** A level that is left is cleared, and the one that is entered is opened. */
export interface LevelChange {
  readonly kind: 'level'
  readonly at: Instant
  readonly state: 'opened' | 'cleared'
  readonly locality: number
  readonly service: string
  readonly level: Level
  readonly pressure: PressureBoard
}

export interface CouncilJudged {
  readonly remembered: Remembered
  readonly carried: Carried
  readonly scorecard: WarningScorecard
  /** what the board of a locality says; what needs more than the facts (`leads`, `behind`, `expectations`) is left for whoever knows it */
  judgementOf(locality: number): Judgement
  readonly changes: readonly Change[]
  readonly outcomes: readonly WarningOutcome[]
}

export function judgeCouncil(facts: CouncilFacts, before: Remembered, last: Carried, pack: Pack, rules: Rules, at: Instant, occasion: Occasion): CouncilJudged {
  const flows = flowsAt(facts, before, last, rules, at, occasion)
  const duties = judgeDuties(facts.duties, before.duties, rules, at)
  const seen = [...flows.carried.seen.flatMap((stage) => stage ?? []), ...openDuties(duties)]
  const levels = levelsAt(facts, flows.carried, seen, before, last.levels, pack, rules, at)
  const warned =
    occasion === 'day'
      ? judgeWarnings({ steps: flows.carried.steps, places: levels.places, dueAhead: facts.dueAhead }, before.warnings, rules, at)
      : { memory: before.warnings, changes: [], outcomes: [] }
  const scorecard = scorecardOf(warned.memory.tally, openIn(warned.memory))
  return {
    remembered: { stages: flows.stages, pressure: levels.memory, duties: duties.memory, warnings: warned.memory },
    carried: { ...flows.carried, levels: levels.shown },
    scorecard,
    judgementOf: (locality) => {
      const services = levels.places[locality]?.services ?? []
      const blockages = blockagesIn(locality, seen, rules)
      return {
        pressure: services.map(({ pressure }) => pressure),
        flows: [...flowsIn(locality, flows.carried.steps, blockages, rules)],
        blockages: [...blockages],
        warnings: [...warningsIn(rules.localities[locality] ?? '', warned.memory, services)],
        scorecard,
        leads: [],
        expectations: [],
      }
    },
    changes: [...flows.changes, ...dutyChanges(before, duties, facts.duties, rules, at), ...levels.changes, ...warned.changes],
    outcomes: warned.outcomes,
  }
}

interface FlowsAt {
  readonly stages: Remembered['stages']
  readonly carried: Omit<Carried, 'levels'>
  readonly changes: readonly Change[]
}

function flowsAt(facts: CouncilFacts, before: Remembered, last: Carried, rules: Rules, at: Instant, occasion: Occasion): FlowsAt {
  const judge = (which: ReadonlySet<number> | null) => judgeFlows({ flows: facts.flows(which), why: facts.why }, before.stages, rules, at, which)
  const known = last.steps.length > 0
  const which = occasion === 'day' || (occasion === 'instant' && !known) ? null : heldIn(before)
  const usual = occasion === 'look' && !known ? judge(null).steps : last.steps // what is usual, before the first evaluation here
  if (which?.size === 0) return { stages: before.stages, carried: { steps: usual, seen: last.seen }, changes: [] }
  const { steps, seen, memory, changes } = judge(which)
  return {
    stages: memory,
    carried: { steps: steps.map((step, index) => step ?? usual[index] ?? null), seen: seen.map((stage, index) => stage ?? last.seen[index] ?? null) },
    changes: changes.map((change) => ({ kind: 'flow', ...change })),
  }
}

/** Stages in which something is open: it may clear at any time. */
const heldIn = ({ stages }: Remembered): ReadonlySet<number> =>
  new Set(stages.flatMap((stage, index) => (stage && [...stage.places, stage.together].some(({ open }) => open) ? [index] : [])))

const openDuties = ({ open }: DutiesJudged): readonly Seen[] => [...open].flatMap(([place, all]) => all.map((blockage) => ({ places: [place], blockage })))

function levelsAt(
  facts: CouncilFacts,
  { steps }: FlowsAt['carried'],
  seen: readonly Seen[],
  before: Remembered,
  last: Carried['levels'],
  pack: Pack,
  rules: Rules,
  at: Instant,
) {
  const memory = new Map<string, PressureMemory>()
  const shown = new Map<string, ShownLevel>()
  const changes: LevelChange[] = []
  const places = rules.localities.map((id, locality): WarnedLocality => ({
    locality,
    services: servicesAt(facts.place(locality), steps, seen, rules).map((service) => {
      const name = `${id}\t${service.service}`
      const config = pressureConfig(pack.pressure, service.service)
      const was = before.pressure.get(name) ?? NEW_PRESSURE
      const { pressure, memory: now } = pressureOf(service, config, was, at)
      const since = sinceShown(pressure, last.get(name))
      memory.set(name, now)
      shown.set(name, { level: pressure.level, since })
      changes.push(...levelChanges(was.level, now.level, { kind: 'level', at, locality, service: service.service, pressure }))
      return { at: service, pressure: { ...pressure, since }, config }
    }),
  }))
  return { memory, shown, changes, places }
}

/** A level that a look has shown first holds since then, also when it is looked at again, or at last remembered. */
const sinceShown = ({ level, since }: PressureBoard, last: ShownLevel | undefined): Instant => (last?.level === level ? Math.min(last.since, since) : since)

function levelChanges(was: Level | null, now: Level | null, about: Omit<LevelChange, 'state' | 'level'>): readonly LevelChange[] {
  if (was === now) return []
  return [...(was === null ? [] : [{ ...about, state: 'cleared' as const, level: was }]), ...(now === null ? [] : [{ ...about, state: 'opened' as const, level: now }])] // prettier-ignore
}

/** What began to wait for an authorisation, or no longer does. */
function dutyChanges(
  { duties: before }: Remembered,
  { memory }: DutiesJudged,
  readings: CouncilFacts['duties'],
  rules: Rules,
  at: Instant,
): readonly DutyChange[] {
  const change =
    (state: DutyChange['state']) =>
    ([name, remembered]: readonly [string, AuthorisationMemory]): DutyChange => {
      const [id = '', duty = ''] = name.split('\t')
      const locality = rules.localities.indexOf(id)
      const now = readings.get(locality)?.duties.find((one) => one.duty === duty)
      return { kind: 'duty', at, state, locality, duty, blockage: dutyBoard(duty, now?.unauthorised ?? 0, now?.oldestDoneAt ?? null, remembered, rules) }
    }
  const ended = [...before].filter(([name]) => !memory.has(name)).map(change('cleared'))
  return [...ended, ...[...memory].filter(([name]) => !before.has(name)).map(change('opened'))]
}

const openIn = ({ lines }: WarningsMemory): number => {
  let open = 0
  for (const { book } of lines.values()) for (const { chances } of book.told) open += chances.length
  return open
}
