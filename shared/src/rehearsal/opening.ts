import { DAY, type Instant } from '../contract/instant.ts'
import { limitDue } from '../domain/rules.ts'
import type { Uniform } from '../domain/random.ts'
import { between, foundRunning, poisson } from './chance.ts'
import { setDuty } from './duty.ts'
import { tellEntered } from './entry.ts'
import { stageKey, usualDays, usualStock } from './flow.ts'
import { type Journey, journeyOf } from './journey.ts'
import { work } from './moves.ts'
import { homeFor, personOf, placeShare } from './people.ts'
import type { Practice, StagePractice } from './practice.ts'
import { settle } from './whereabouts.ts'
import { type World, chanceOf, placesOf } from './world.ts'

/**
 * The county as it is found: in every stage as many as usual, as old as they usually are. It is written down as such a load
 * is, all at the beginning, as of when each came to its stage. How they came there is not told: the history of the figures
 * begins with the run.
 */
const LOAD_PACE = 200 // milliseconds from one to the next

export function loadOpening(world: World, practices: readonly Practice[], from: Instant): void {
  let recordedAt = from
  for (const practice of practices) {
    for (const place of placesOf(world, practice)) {
      const share = placeShare(practice, place, world.homes)
      for (const [id, stage] of Object.entries(practice.stages)) {
        const chance = chanceOf(world, `opening|${practice.pathway}/${id}/${place}`)
        const count = poisson(chance, usualStock(stage, (world.flow.get(stageKey(practice.pathway, id)) ?? 0) * share))
        for (let index = 0; index < count; index++) {
          load(world, practice, { place, stage: id, name: `opening/${practice.pathway}/${id}/${place}/${index}` }, chance, from, (recordedAt += LOAD_PACE))
        }
      }
    }
  }
}

interface Place {
  readonly place: string
  readonly stage: string
  readonly name: string
}

function load(world: World, practice: Practice, { place, stage, name }: Place, chance: Uniform, from: Instant, recordedAt: Instant): void {
  const { ageDays, restDays } = foundIn(practice.stages[stage], chance)
  const enteredAt = from - Math.round(ageDays * DAY)
  const subject = `person/${++world.next.person}`
  const household = practice.people === 'child' ? { household: `household/${++world.next.household}` } : {}
  const person = personOf(chance, { subject, home: homeFor(chance, practice, place, world.homes), ...household }, practice.people, world.homes)
  const at = enteredAt - Math.round(earlierDays(practice, stage) * DAY)
  const journey = journeyOf(world, { practice, person, place, name, at })
  settle(world, journey, stage, enteredAt)
  tellEntered(world, journey, { at: enteredAt, first: true, recordedAt, ...(journey.cause.reason === undefined ? {} : { reason: journey.cause.reason }) })
  work(world, journey, from, restDays)
  openDuties(world, journey, from, recordedAt)
}

/** How long a case has been here, and how much of its own time is left. */
function foundIn(stage: StagePractice | undefined, chance: Uniform): { readonly ageDays: number; readonly restDays: number } {
  const waited = chance() * (stage?.line?.waits ?? 0)
  if (!stage?.takes) return { ageDays: Math.max(0.05, waited * 1.3), restDays: 0 }
  const whole = foundRunning(chance, stage.takes)
  const done = chance()
  return { ageDays: Math.max(0.05, done * whole), restDays: (1 - done) * whole }
}

function earlierDays(practice: Practice, stage: string): number {
  const ids = Object.keys(practice.stages)
  return ids.slice(0, ids.indexOf(stage)).reduce((sum, id) => sum + usualDays(practice.stages[id] ?? { next: [{ share: 1 }] }), 0)
}

/** The duties of this stage and of those before it, somewhere in their round. */
function openDuties(world: World, journey: Journey, from: Instant, recordedAt: Instant): void {
  const { practice, stage, chance } = journey
  const ids = Object.keys(practice.stages)
  const enteredAt = journey.stageSince.get(stage) ?? from
  for (const id of ids.slice(0, ids.indexOf(stage) + 1)) {
    for (const duty of practice.stages[id]?.duties ?? []) {
      const firstDue = id === stage ? limitDue(duty.every[0], enteredAt, world.calendar) : from
      if (firstDue > from) setDuty(world, journey, { practice: duty, round: 0, at: enteredAt, opening: { dueAt: firstDue, recordedAt } })
      else {
        const last = duty.every.at(-1) ?? duty.every[0]
        const span = limitDue(last, from, world.calendar) - from
        const dueAt = from + Math.round(between(chance, 0.02, 1) * span)
        setDuty(world, journey, { practice: duty, round: duty.every.length, at: dueAt - span, opening: { dueAt, recordedAt } })
      }
    }
  }
}
