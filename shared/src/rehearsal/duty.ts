import { DAY, HOUR, type Instant, MINUTE } from '../contract/instant.ts'
import type { Limit } from '../contract/pack.ts'
import { limitDue } from '../domain/rules.ts'
import { between } from './chance.ts'
import { type Journey, about, tell } from './journey.ts'
import type { Turn } from './line.ts'
import type { DutyPractice } from './practice.ts'
import { textOf } from './wire.ts'
import { type World, placeKey } from './world.ts'

/**
 * A review or a visit that is due, prepared some time before, and done when the turn of whoever does it comes: usually in
 * time, and not always. Some are done and wait for somebody's authorisation; the next one is set once they have it. Where the
 * journey ends first, what was said of the duty is withdrawn: it is not due any more.
 */
export interface Duty {
  /** ids of the events that speak of this round */
  readonly said: readonly string[]
  turn: Turn | undefined
}

export const dutyLine = (pathway: string, { duty }: DutyPractice, place: string): string => placeKey(pathway, `duty:${duty}`, place)

interface Round {
  readonly practice: DutyPractice
  /** 0 for the first span of the practice, and so on; the last one for ever */
  readonly round: number
  readonly at: Instant
  /** for what is found at the beginning: when it is due, and when it is loaded */
  readonly opening?: { readonly dueAt: Instant; readonly recordedAt: Instant }
}

export function setDuty(world: World, journey: Journey, { practice, round, at, opening }: Round): void {
  const [first, ...more] = practice.every
  const span: Limit = more[Math.min(round, more.length) - 1] ?? first
  const dueAt = opening?.dueAt ?? limitDue(span, at, world.calendar)
  const data = { ...about(journey), duty: practice.duty, dueAt: textOf(dueAt) }
  const { id } = tell(world, journey, { kind: 'duty-set', at, data, ...(opening ? { recordedAt: opening.recordedAt } : {}) })
  const duty: Duty = { said: [id], turn: undefined }
  journey.duties.set(practice.duty, duty)
  const prepared = dueAt - Math.round(practice.lead * between(journey.chance, 0.5, 1.3) * DAY)
  world.agenda.put(Math.max(prepared, at + HOUR), (now) => {
    if (journey.duties.get(practice.duty) === duty) prepare(world, journey, { practice, round, at: now }, duty)
  })
}

function prepare(world: World, journey: Journey, { practice, round, at }: Round, duty: Duty): void {
  duty.turn = {
    rank: at,
    since: at,
    take(now) {
      if (journey.duties.get(practice.duty) === duty) done(world, journey, { practice, round, at: now }, duty)
    },
  }
  world.lines.get(dutyLine(journey.practice.pathway, practice, journey.place))?.join(duty.turn, at)
}

/** Done; where it needs an authorisation, mostly with it. */
function done(world: World, journey: Journey, { practice, round, at }: Round, duty: Duty): void {
  const { unauthorised } = practice
  const data = { ...about(journey), duty: practice.duty }
  const held = unauthorised === undefined ? undefined : world.effects.unauthorised(journey.practice.pathway, journey.place, at)
  if (unauthorised !== undefined && (held || journey.pen() < unauthorised))
    return awaitAuthorisation(world, journey, { practice, round, at }, duty, held?.endsAt)
  tell(world, journey, { kind: 'duty-done', at, data: unauthorised === undefined ? data : { ...data, authorisedAt: textOf(at) } })
  setDuty(world, journey, { practice, round: round + 1, at: at + MINUTE })
}

/** Done and not yet counted: told again, with the authorisation, when somebody has given it. */
function awaitAuthorisation(world: World, journey: Journey, { practice, round, at }: Round, { said }: Duty, heldUntil?: Instant): void {
  const data = { ...about(journey), duty: practice.duty }
  const { id } = tell(world, journey, { kind: 'duty-done', at, data })
  const waiting: Duty = { said: [...said, id], turn: undefined }
  journey.duties.set(practice.duty, waiting)
  const authorisedAt =
    heldUntil === undefined ? at + Math.round(between(journey.pen, 3, 25) * DAY) : heldUntil + Math.round(between(journey.pen, 9, 100) * HOUR)
  world.agenda.put(authorisedAt, (now) => {
    if (journey.duties.get(practice.duty) !== waiting) return
    tell(world, journey, { kind: 'duty-done', at: now, data: { ...data, authorisedAt: textOf(now) } })
    setDuty(world, journey, { practice, round: round + 1, at: now + MINUTE })
  })
}

export function voidDuties(world: World, journey: Journey, at: Instant): void {
  for (const [duty, { said, turn }] of journey.duties) {
    if (turn) world.lines.get(placeKey(journey.practice.pathway, `duty:${duty}`, journey.place))?.drop(turn)
    for (const id of said) tell(world, journey, { kind: 'withdrawn', at, data: { id, ...about(journey) } })
  }
  journey.duties.clear()
}
