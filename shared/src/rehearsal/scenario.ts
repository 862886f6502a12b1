import { DAY, type Instant } from '../contract/instant.ts'
import { PRACTICE, sourceOf } from './local-facts.ts'
import type { Line, Practice } from './practice.ts'

/**
 * Something that goes wrong in a rehearsal, and what it truly is: the measure of whoever claims to find it. A scenario changes
 * what happens from `startsAt` to `endsAt` and nothing before; what follows from it later is not its truth but its aftermath.
 *
 * - `stage-stops`: nobody leaves the stage in any way; people still come.
 * - `demand-surge`: the people who come to the stage from outside are `size` times as many.
 * - `staff-sickness`: of the staff of all journeys in the same system, the share `size` is at work, and reported so. Duty cover
 *   keeps going what cannot wait: the stages where people usually wait three days or less.
 * - `hand-back`: the locality's largest provider of home care hands `size` packages back, working day by working day; they
 *   return to the stage.
 * - `late-recording`: cases move as ever; three records in four of the journey there are typed in about `size` working days later.
 * - `bulk-closure`: in the last quarter of an hour before `endsAt`, one team closes its `size` oldest cases in the stage.
 * - `authorisation-stops`: what is done as a duty there is done as ever, and nobody authorises it: it does not count.
 */
export interface Scenario {
  readonly id: string
  readonly name: { readonly en: string; readonly cy: string }
  readonly kind: ScenarioKind
  readonly locality: string
  readonly pathway: string
  readonly stage: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly truth: TruthKind
  readonly size: number
}

export type ScenarioKind = 'stage-stops' | 'demand-surge' | 'staff-sickness' | 'hand-back' | 'late-recording' | 'bulk-closure' | 'authorisation-stops'
export type TruthKind = 'blockage' | 'surge' | 'capacity-drop' | 'recording-lag' | 'bulk-closure' | 'not-counted'

/** What is true of one stage in one locality for a time, and which scenario makes it so. */
export interface Truth {
  readonly scenario: string
  readonly truth: TruthKind
  readonly locality: string
  readonly service: string
  readonly pathway: string
  readonly stage: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** until then what is seen of this stage can still be the aftermath: neither found nor a false alarm */
  readonly settlesAt: Instant
  /** the stage that the scenario names; the others are touched by the same cause, and saying it of them is no false alarm */
  readonly main: boolean
}

const AFTERMATH = 28 * DAY

/** Every stage that the scenarios touch, with what is true of it. */
export const truthsOf = (scenarios: readonly Scenario[]): readonly Truth[] => scenarios.flatMap(truthOf)

function truthOf(scenario: Scenario): readonly Truth[] {
  const { id, truth, locality, startsAt, endsAt } = scenario
  return PRACTICE.flatMap((practice) =>
    Object.keys(practice.stages)
      .filter((stage) => isNamed(scenario, practice, stage) || isTouched(scenario, practice, stage))
      .map((stage) => ({
        scenario: id,
        truth,
        locality,
        service: practice.service,
        pathway: practice.pathway,
        stage,
        startsAt,
        endsAt,
        settlesAt: endsAt + AFTERMATH,
        main: isNamed(scenario, practice, stage),
      })),
  )
}

const isNamed = ({ pathway, stage }: Scenario, practice: Practice, one: string): boolean => practice.pathway === pathway && stage === one

function isTouched({ kind, pathway, stage, locality }: Scenario, practice: Practice, one: string): boolean {
  const line = practice.stages[one]?.line
  if (line === undefined) return false
  if (kind === 'staff-sickness') return sharesStaff(practice.pathway, pathway, locality) && !isCovered(line)
  if (practice.pathway !== pathway) return false
  const stages = Object.keys(practice.stages)
  return kind === 'late-recording' || ((kind === 'demand-surge' || kind === 'hand-back') && stages.indexOf(one) > stages.indexOf(stage))
}

const COVERED_DAYS = 3
/** Whether duty cover keeps a line going when staff are sick. */
export const isCovered = ({ waits }: Line): boolean => waits <= COVERED_DAYS

/** Whether the same people do the work of both journeys at a place: those who write in the same system. */
export const sharesStaff = (pathway: string, other: string, place: string): boolean => sourceOf(pathway, place) === sourceOf(other, place)
