import { type Instant } from '../contract/instant.ts'
import { pick } from './chance.ts'
import { type Journey, about, stageOf, tell } from './journey.ts'
import { teamOf } from './local-facts.ts'
import { type World, placeKey, rollOf } from './world.ts'

/**
 * Where a case is in the county's own books: in one stage of one place, and perhaps in the line there. What is written down
 * of it is another matter, and can be late or wrong.
 */

/** Puts it into a stage; why it is there longer than others is drawn here, and told elsewhere. */
export function settle(world: World, journey: Journey, stage: string, at: Instant): void {
  withdraw(world, journey)
  journey.stage = stage
  journey.stageSince.set(stage, at)
  journey.moves++
  rollOf(world, journey.practice.pathway, stage, journey.place).add(journey)
  const { causes } = stageOf(journey)
  journey.cause = causes ? pick(journey.chance, causes) : { share: 1 }
}

export function withdraw(world: World, journey: Journey): void {
  const { practice, stage, place, turn } = journey
  rollOf(world, practice.pathway, stage, place).delete(journey)
  if (turn) world.lines.get(placeKey(practice.pathway, stage, place))?.drop(turn)
  journey.turn = undefined
}

/** The person moves house: the case goes on in another locality, at the same stage and as old as it was. */
export function transfer(world: World, journey: Journey, at: Instant): void {
  const { practice, stage, place, turn, person, chance } = journey
  const others = world.homes.localities.filter((locality) => locality !== place)
  const home = others[Math.floor(chance() * others.length)]
  if (journey.over || home === undefined || world.effects.isStopped(practice.pathway, stage, place, at)) return
  withdraw(world, journey)
  journey.place = home
  journey.person = { ...person, home, ward: world.homes.ward(chance, practice.people, home) }
  rollOf(world, practice.pathway, stage, home).add(journey)
  journey.turn = turn
  if (turn) world.lines.get(placeKey(practice.pathway, stage, home))?.join(turn, at)
  tell(world, journey, {
    kind: 'described',
    at,
    data: { ...about(journey), homeWard: journey.person.ward, team: teamOf(practice.pathway, home, journey.person.ward) },
  })
}
