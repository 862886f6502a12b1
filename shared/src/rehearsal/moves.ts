import { DAY, HOUR, type Instant } from '../contract/instant.ts'
import { between, exponential, options, pick, spread } from './chance.ts'
import { setDuty, voidDuties } from './duty.ts'
import { tellEntered } from './entry.ts'
import { firstStage } from './flow.ts'
import { type Journey, about, journeyOf, stageOf, tell } from './journey.ts'
import type { Turn } from './line.ts'
import type { Person } from './people.ts'
import type { Practice, Priority, Step } from './practice.ts'
import { settle, withdraw } from './whereabouts.ts'
import { type World, placeKey, practiceOf } from './world.ts'

/** How a case goes its way: it enters a stage, takes its time, has its turn, and goes on or away. */
interface Entering {
  readonly outcome?: string | undefined
  readonly reason?: string | undefined
}

export function enter(world: World, journey: Journey, stage: string, at: Instant, { outcome, reason }: Entering = {}): void {
  const first = journey.moves === 0
  settle(world, journey, stage, at)
  const known = reason ?? (isToldAtOnce(journey) ? journey.cause.reason : undefined)
  tellEntered(world, journey, { at, first, ...(outcome === undefined ? {} : { outcome }), ...(known === undefined ? {} : { reason: known }) })
  if (known === undefined && journey.cause.reason !== undefined) tellReasonLater(world, journey, journey.cause.reason, at)
  work(world, journey, at)
  for (const practice of stageOf(journey).duties ?? []) setDuty(world, journey, { practice, round: 0, at })
  release(world, journey, at)
}

const isToldAtOnce = ({ practice, cause, stage }: Journey): boolean =>
  practice.place === 'hospital' || stage === 'finished' || (cause.takes ?? practice.stages[stage]?.takes ?? { mean: 99 }).mean < 3

function tellReasonLater(world: World, journey: Journey, reason: string, enteredAt: Instant): void {
  const { moves, chance } = journey
  if (chance() < 0.2) return // nobody ever says
  world.agenda.put(enteredAt + Math.round(between(chance, 0.3, 6) * DAY), (at) => {
    if (journey.moves === moves && !journey.over) tell(world, journey, { kind: 'described', at, data: { ...about(journey), reason } })
  })
}

/**
 * Plans what will come of being here: its own time, its risks, a pause. `rest`: the days of its own time that are left, where it is found
 * here already.
 */
export function work(world: World, journey: Journey, at: Instant, rest?: number): void {
  const stage = stageOf(journey)
  const takes = journey.cause.takes ?? stage.takes
  planRisk(world, journey, at)
  if (journey.cause.awaits) waitFor(world, journey, at)
  else if (rest === undefined && takes === undefined) ready(world, journey, at)
  else later(world, journey, at + Math.round((rest ?? spread(journey.chance, takes ?? { mean: 0, sigma: 0 })) * DAY), (now) => ready(world, journey, now))
  if (stage.pauses && journey.chance() < stage.pauses.share) planPause(world, journey, at)
}

/** At `when`, if the case is still where it was. */
function later(world: World, journey: Journey, when: Instant, act: (at: Instant) => void): void {
  const { moves } = journey
  world.agenda.put(when, (at) => {
    if (journey.moves === moves && !journey.over) act(at)
  })
}

function planRisk(world: World, journey: Journey, at: Instant): void {
  const { practice, place } = journey
  for (const risk of stageOf(journey).risks ?? []) {
    later(world, journey, at + Math.round(exponential(journey.chance, 365 / risk.perYear) * DAY), (now) => {
      if (risk.to === undefined) leave(world, journey, now, risk.outcome ?? 'died')
      else if (!world.effects.isStopped(practice.pathway, journey.stage, place, now)) enter(world, journey, risk.to, now, risk)
    })
  }
}

function planPause(world: World, journey: Journey, at: Instant): void {
  const { pauses } = stageOf(journey)
  if (!pauses) return
  const reason = pick(journey.chance, options(pauses.reasons)).id
  const days = spread(journey.chance, pauses.days)
  later(world, journey, at + Math.round(between(journey.chance, 0.5, 12) * DAY), (pausedAt) => {
    tell(world, journey, { kind: 'paused', at: pausedAt, data: { ...about(journey), reason } })
    later(world, journey, pausedAt + Math.round(days * DAY), (now) => {
      tell(world, journey, { kind: 'resumed', at: now, data: about(journey) })
    })
  })
}

const HEAD_START: Readonly<Record<Priority, number>> = { urgent: 90, high: 12, standard: 0, low: -14 }

/** Its own time is over: it waits for its turn, by priority and by how long it has waited. */
function ready(world: World, journey: Journey, at: Instant): void {
  const line = () => world.lines.get(placeKey(journey.practice.pathway, journey.stage, journey.place))
  if (!line()) return moveOn(world, journey, at)
  const turn: Turn = {
    rank: at - HEAD_START[journey.priority] * DAY,
    since: at,
    take: (now) => {
      if (world.effects.isStopped(journey.practice.pathway, journey.stage, journey.place, now)) line()?.join(turn, now)
      else moveOn(world, journey, now)
    },
  }
  journey.turn = turn
  line()?.join(turn, at)
}

function moveOn(world: World, journey: Journey, at: Instant): void {
  journey.turn = undefined
  const step: Step = pick(journey.chance, journey.cause.next ?? stageOf(journey).next)
  if (step.starts !== undefined) startAnother(world, journey, step.starts, at)
  if (step.to === undefined) leave(world, journey, at, step.outcome ?? 'no-further-action')
  else enter(world, journey, step.to, at, step)
}

/** Away from the journey. Where a scenario keeps everybody in the stage, not before it is over. */
export function leave(world: World, journey: Journey, at: Instant, outcome: string, recordedAt?: Instant): void {
  const { practice, stage, place } = journey
  if (world.effects.isStopped(practice.pathway, stage, place, at)) return later(world, journey, at + DAY, (now) => leave(world, journey, now, outcome))
  withdraw(world, journey)
  voidDuties(world, journey, at)
  journey.over = true
  tell(world, journey, { kind: 'left', at, data: { ...about(journey), outcome, stage: journey.stage }, ...(recordedAt === undefined ? {} : { recordedAt }) })
  const { awaited, waitedForBy } = journey
  if (awaited?.moves === 0) awaited.over = true
  else if (awaited && !awaited.over) leave(world, awaited, at, outcome)
  if (waitedForBy?.awaited === journey) endsBefore(world, waitedForBy, at, outcome)
}

/** What a journey waited for will not come: who died has died in both; others go another way. */
function endsBefore(world: World, waiting: Journey, at: Instant, outcome: string): void {
  waiting.awaited = undefined
  if (waiting.over) return
  if (outcome === 'died') leave(world, waiting, at, outcome)
  else ready(world, waiting, at)
}

/** Sets another journey of the same person going that this one waits for. */
function waitFor(world: World, journey: Journey, at: Instant): void {
  const { awaits } = journey.cause
  if (!awaits) return
  journey.awaited = begin(world, practiceOf(awaits.pathway), journey.person, at + HOUR, `${journey.name}>${journey.stage}`, journey)
}

function startAnother(world: World, journey: Journey, pathway: string, at: Instant): void {
  begin(world, practiceOf(pathway), journey.person, at + Math.round(between(journey.chance, 1, 5) * HOUR), `${journey.name}>${pathway}`)
}

/** A journey that begins at its first stage, where the person is at home or the county's team is. */
function begin(world: World, practice: Practice, person: Person, at: Instant, name: string, waitedForBy?: Journey): Journey {
  const county = world.pack.localities.find(({ kind }) => kind === 'county')?.id
  const place = practice.place === 'county' && county !== undefined ? county : person.home
  const journey = journeyOf(world, { practice, person, place, name, at, ...(waitedForBy ? { waitedForBy } : {}) })
  world.agenda.put(at, (now) => {
    if (!journey.over) enter(world, journey, firstStage(practice), now)
  })
  return journey
}

/** Lets the journey go on that waited for this one to come here. */
function release(world: World, journey: Journey, at: Instant): void {
  const { waitedForBy } = journey
  if (waitedForBy?.awaited !== journey || waitedForBy.cause.awaits?.stage !== journey.stage) return
  waitedForBy.awaited = undefined
  if (!waitedForBy.over) ready(world, waitedForBy, at)
}
