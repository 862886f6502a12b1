import type { EventKind } from '../contract/event.ts'
import { type Instant, DAY } from '../contract/instant.ts'
import type { Uniform } from '../domain/random.ts'
import { limitDue } from '../domain/rules.ts'
import { options, pick } from './chance.ts'
import type { Duty } from './duty.ts'
import type { Turn } from './line.ts'
import { sourceOf } from './local-facts.ts'
import { type Person } from './people.ts'
import type { Cause, Practice, Priority, StagePractice } from './practice.ts'
import type { Written } from './recorder.ts'
import { type RawData, textOf } from './wire.ts'
import { type World, chanceOf } from './world.ts'

/** One journey of one person while it lasts. What happens to it draws on `chance`, how it is written down on `pen`. */
export interface Journey {
  readonly practice: Practice
  readonly episode: string
  readonly startedAt: Instant
  readonly chance: Uniform
  readonly pen: Uniform
  readonly name: string
  readonly priority: Priority
  /** the journey that goes on when this one has come far enough */
  readonly waitedForBy: Journey | undefined
  readonly duties: Map<string, Duty>
  readonly stageSince: Map<string, Instant>
  person: Person
  stage: string
  place: string
  /** grows with every move, so that what was planned before a move can see that it is too late */
  moves: number
  over: boolean
  cause: Cause
  turn: Turn | undefined
  awaited: Journey | undefined
  hours: number | undefined
  provider: string | undefined
}

export interface Beginning {
  readonly practice: Practice
  readonly person: Person
  readonly place: string
  readonly name: string
  readonly at: Instant
  readonly waitedForBy?: Journey
}

const YEAR_MS = 365.25 * DAY
const yearOf = (at: Instant): number => 1970 + Math.floor(at / YEAR_MS)
const NO_CAUSE: Cause = { share: 1 }

/** A journey that has not entered any stage yet. */
export function journeyOf(world: World, { practice, person, place, name, at, waitedForBy }: Beginning): Journey {
  const chance = chanceOf(world, `journey|${name}`)
  const urgent = waitedForBy ? { urgent: 0.1, high: 0.9 } : practice.priorities
  return {
    practice,
    episode: `${yearOf(at)}/${++world.next.episode}`,
    startedAt: at,
    chance,
    pen: chanceOf(world, `pen|${name}`),
    name,
    priority: pick(chance, options(urgent as Readonly<Record<Priority, number>>)).id,
    waitedForBy,
    duties: new Map(),
    stageSince: new Map(),
    person,
    stage: '',
    place,
    moves: 0,
    over: false,
    cause: NO_CAUSE,
    turn: undefined,
    awaited: undefined,
    hours: undefined,
    provider: undefined,
  }
}

export function stageOf({ practice, stage }: Journey): StagePractice {
  const found = practice.stages[stage]
  if (!found) throw new RangeError(`${practice.pathway} has no stage ${stage}`)
  return found
}

/** The instant by which a journey's stage is due where its limit runs from before the stage; its own limit says the rest. */
export function dueText(world: World, journey: Journey): { readonly dueAt?: string } {
  const { due } = stageOf(journey)
  if (!due) return {}
  const from = due.from === 'start' ? journey.startedAt : (journey.stageSince.get(due.from) ?? journey.startedAt)
  return { dueAt: textOf(limitDue(due.limit, from, world.calendar)) }
}

export interface Said<K extends EventKind> {
  readonly kind: K
  readonly at: Instant
  readonly data: RawData<K>
  /** where it is known: otherwise as this source is wont to write */
  readonly recordedAt?: Instant
}

const LATE_SHARE = 0.75

/** Writes down something of a journey, in the system of its place. */
export function tell<K extends EventKind>(world: World, journey: Journey, { kind, at, data, recordedAt }: Said<K>): Written {
  const { practice, place, person, pen } = journey
  const source = sourceOf(practice.pathway, place)
  return world.recorder.write({ kind, source, subject: person.subject, at, recordedAt: recordedAt ?? writtenAt(world, journey, source, at), data, pen })
}

function writtenAt({ effects, recording }: World, { practice, place, pen, moves }: Journey, source: string, at: Instant): Instant {
  const late = moves > 1 ? effects.lateRecording(practice.pathway, place, at) : undefined
  return late && pen() < LATE_SHARE ? recording.caughtUpAt(at, late.size, pen) : recording.writtenAt(source, at, pen)
}

export const about = ({ practice, episode }: Journey): { readonly pathway: string; readonly episode: string } => ({ pathway: practice.pathway, episode })
