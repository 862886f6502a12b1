import { DAY, HOUR, type Instant, MINUTE } from '../contract/instant.ts'
import type { Uniform } from '../domain/random.ts'
import { between, unrestfulCount } from './chance.ts'
import { type Journey, about, journeyOf, tell } from './journey.ts'
import { sourceOf } from './local-facts.ts'
import { enter } from './moves.ts'
import { type Person, homeFor, personOf, placeShare } from './people.ts'
import type { Practice } from './practice.ts'
import { arrivalMoment, arrivalShare } from './rhythm.ts'
import { transfer } from './whereabouts.ts'
import { type Day, type World, chanceOf, placesOf } from './world.ts'

/** Those who turn to the council on a day, wherever and for whatever it is. */
const UNREST = 1.4
const SEEN_AWAY = 0.03
const MOVES_HOUSE = 0.012
const SECOND_REFERENCE = 0.004
const IN_ERROR = 0.005
const SIBLING = 0.3

export function arrive(world: World, practices: readonly Practice[], day: Day): void {
  for (const practice of practices) {
    for (const place of placesOf(world, practice))
      for (const [stage, perWeek] of Object.entries(practice.comes)) comeTo(world, practice, place, stage, perWeek, day)
  }
}

function comeTo(world: World, practice: Practice, place: string, stage: string, perWeek: number, day: Day): void {
  const { calendar, effects, homes } = world
  const name = `${practice.pathway}/${stage}/${place}/${day.day}`
  const chance = chanceOf(world, `arrivals|${name}`)
  const usual = perWeek * placeShare(practice, place, homes) * arrivalShare(practice.rhythm, day.day, calendar)
  const count = unrestfulCount(chance, usual * effects.demand(practice.pathway, stage, place, day.startsAt), UNREST)
  let before: Person | null = null
  for (let index = 0; index < count; index++) {
    const at = arrivalMoment(chance, practice.rhythm, day.day, calendar.timeZone)
    const person: Person = before && chance() < SIBLING ? sibling(world, before) : somebody(world, chance, practice, place)
    before = practice.people === 'child' ? person : null
    world.agenda.put(at, (now) => begins(world, practice, { place, stage, name: `${name}/${index}` }, person, now))
  }
}

function somebody(world: World, chance: Uniform, practice: Practice, place: string): Person {
  const others = world.homes.localities.filter((locality) => locality !== place)
  const isAway = practice.place === 'locality' && chance() < SEEN_AWAY
  const home = (isAway ? others[Math.floor(chance() * others.length)] : undefined) ?? homeFor(chance, practice, place, world.homes)
  const household = practice.people === 'child' ? { household: `household/${++world.next.household}` } : {}
  return personOf(chance, { subject: newSubject(world), home, ...household }, practice.people, world.homes)
}

const newSubject = ({ next }: World): string => `person/${++next.person}`
const sibling = (world: World, person: Person): Person => ({ ...person, subject: newSubject(world) })

interface Arrival {
  readonly place: string
  readonly stage: string
  readonly name: string
}

function begins(world: World, practice: Practice, { place, stage, name }: Arrival, person: Person, at: Instant): void {
  const journey = journeyOf(world, { practice, person, place, name, at })
  const fate = journey.pen()
  if (stage === 'contact' && fate < IN_ERROR) return inError(world, journey, stage, at)
  enter(world, journey, stage, at)
  if (practice.place === 'locality' && fate > 1 - MOVES_HOUSE)
    world.agenda.put(at + Math.round(between(journey.pen, 4, 45) * DAY), (now) => transfer(world, journey, now))
  if (stage === 'contact' && fate < IN_ERROR + SECOND_REFERENCE) merge(world, journey, at)
}

/** Written down, and not so: somebody else's call, a test, the wrong council. */
function inError(world: World, journey: Journey, stage: string, at: Instant): void {
  const { pen, person, place } = journey
  const { id, recordedAt } = tell(world, journey, { kind: 'entered', at, data: { ...about(journey), stage, homeWard: person.ward, locality: place } })
  const noticedAt = recordedAt + Math.round(between(pen, 0.2, 40) * HOUR)
  tell(world, journey, { kind: 'withdrawn', at: noticedAt, data: { id, ...about(journey) }, recordedAt: noticedAt })
}

/** The person turns out to be known already under another reference. */
function merge(world: World, { practice, place, person, pen }: Journey, at: Instant): void {
  const foundAt = at + Math.round(between(pen, 1, 15) * DAY)
  const source = sourceOf(practice.pathway, place)
  const into = newSubject(world)
  world.agenda.put(foundAt, (now) =>
    world.recorder.write({ kind: 'merged', source, subject: person.subject, at: now, recordedAt: now + 2 * MINUTE, data: { into }, pen }),
  )
}
