import type { Instant } from '../contract/instant.ts'
import type { Pack } from '../contract/pack.ts'
import { type LocalDay } from '../domain/local-time.ts'
import { type Uniform, random, seedOf } from '../domain/random.ts'
import type { Calendar } from '../domain/working-time.ts'
import { type Agenda, agenda } from './agenda.ts'
import { type Effects, effectsOf } from './effects.ts'
import { type WeeklyFlow, stageKey, weeklyFlow } from './flow.ts'
import type { Journey } from './journey.ts'
import { type TurnLine } from './line.ts'
import { PRACTICE, SOURCE_HABITS } from './local-facts.ts'
import { type Homes, homesOf } from './people.ts'
import type { Practice } from './practice.ts'
import { type Recorder, recorder } from './recorder.ts'
import { type Recording, recordingOf } from './recording.ts'
import type { Scenario } from './scenario.ts'

/** A rehearsed county on its way: what everybody in it may look at and write to. Nothing outside a run ever sees it. */
export interface World {
  readonly seed: number
  readonly pack: Pack
  readonly calendar: Calendar
  readonly homes: Homes
  readonly flow: WeeklyFlow
  readonly effects: Effects
  readonly agenda: Agenda
  readonly recorder: Recorder
  readonly recording: Recording
  readonly lines: Map<string, TurnLine>
  /** who is where, by stage and place */
  readonly rolls: Map<string, Set<Journey>>
  /** providers of home care that take nobody on any more */
  readonly closed: Set<string>
  /** how many of the staff are there on a day, as it was drawn */
  readonly presence: Map<string, number>
  readonly next: { person: number; episode: number; household: number }
}

export function worldOf(pack: Pack, seed: number, scenarios: readonly Scenario[]): World {
  const calendar = { timeZone: pack.timeZone, holidays: pack.holidays }
  return {
    seed,
    pack,
    calendar,
    homes: homesOf(pack),
    flow: weeklyFlow(PRACTICE),
    effects: effectsOf(scenarios),
    agenda: agenda(),
    recorder: recorder(),
    recording: recordingOf(seed, SOURCE_HABITS, calendar),
    lines: new Map(),
    rolls: new Map(),
    closed: new Set(),
    presence: new Map(),
    next: { person: 10_000, episode: 0, household: 0 },
  }
}

/** A stream of chance of its own, named so that nothing else moves it. */
export const chanceOf = ({ seed }: World, name: string): Uniform => random(seedOf(`${seed}|${name}`))

export const placeKey = (pathway: string, stage: string, place: string): string => `${stageKey(pathway, stage)}/${place}`

export function rollOf(world: World, pathway: string, stage: string, place: string): Set<Journey> {
  const key = placeKey(pathway, stage, place)
  let roll = world.rolls.get(key)
  if (!roll) world.rolls.set(key, (roll = new Set()))
  return roll
}

export const practiceOf = (pathway: string): Practice => {
  const practice = PRACTICE.find((one) => one.pathway === pathway)
  if (!practice) throw new RangeError(`no practice of ${pathway}`)
  return practice
}

/** The places of the pack that do the work of a journey. */
export const placesOf = ({ pack }: World, { place }: Practice): readonly string[] => pack.localities.filter(({ kind }) => kind === place).map(({ id }) => id)

export interface Day {
  readonly day: LocalDay
  readonly startsAt: Instant
  readonly endsAt: Instant
}
