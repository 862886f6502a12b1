import { DAY, type Instant, MINUTE } from '../contract/instant.ts'
import { localDay } from '../domain/local-time.ts'
import { isWorkingDay } from '../domain/working-time.ts'
import { between } from './chance.ts'
import type { Journey } from './journey.ts'
import { teamOf } from './local-facts.ts'
import { enter, leave } from './moves.ts'
import { workMoment } from './rhythm.ts'
import type { Scenario } from './scenario.ts'
import { type World, chanceOf, rollOf } from './world.ts'

/** The scenarios in which something is done to cases at once: packages handed back, cases closed in bulk. */
export function planIncidents(world: World): void {
  for (const scenario of world.effects.ofKind('hand-back')) world.agenda.put(scenario.startsAt, () => handBack(world, scenario))
  for (const scenario of world.effects.ofKind('bulk-closure')) world.agenda.put(scenario.endsAt - 15 * MINUTE, (at) => closeInBulk(world, scenario, at))
}

const SERVED = 'started'

function handBack(world: World, scenario: Scenario): void {
  const { id, locality, pathway, stage, size } = scenario
  const chance = chanceOf(world, `incident|${id}`)
  const provider = largestProvider(rollOf(world, pathway, SERVED, locality))
  world.closed.add(`${locality}/${provider}`)
  const days = workingDaysIn(world, scenario)
  const packages = [...rollOf(world, pathway, SERVED, locality)].filter((journey) => journey.provider === provider).slice(0, size)
  packages.forEach((journey, index) => {
    const day = days[Math.floor((index * days.length) / packages.length)] ?? localDay(scenario.startsAt, world.calendar.timeZone)
    world.agenda.put(workMoment(chance, 'office', day, world.calendar.timeZone), (at) => {
      if (!journey.over && journey.stage === SERVED) enter(world, journey, stage, at, { outcome: 'returned', reason: 'handed-back' })
    })
  })
}

function largestProvider(packages: ReadonlySet<Journey>): string | undefined {
  const hours = new Map<string, number>()
  for (const { provider, hours: weekly = 0 } of packages) if (provider !== undefined) hours.set(provider, (hours.get(provider) ?? 0) + weekly)
  return [...hours].sort(([, a], [, b]) => b - a)[0]?.[0]
}

function workingDaysIn({ calendar }: World, { startsAt, endsAt }: Scenario): readonly number[] {
  const first = localDay(startsAt, calendar.timeZone)
  const last = localDay(endsAt - 1, calendar.timeZone)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((day) => isWorkingDay(day, calendar))
}

const OLD = 6 * DAY

function closeInBulk(world: World, { id, locality, pathway, stage, size }: Scenario, from: Instant): void {
  const chance = chanceOf(world, `incident|${id}`)
  const since = (journey: Journey) => journey.stageSince.get(stage) ?? from
  const old = [...rollOf(world, pathway, stage, locality)].filter((journey) => since(journey) < from - OLD).sort((a, b) => since(a) - since(b))
  const team = mostFrequent(old.map(teamOfJourney))
  for (const journey of old.filter((one) => teamOfJourney(one) === team).slice(0, size)) {
    const at = from + Math.round(between(chance, 1, 12) * MINUTE)
    world.agenda.put(at, (now) => {
      if (!journey.over && journey.stage === stage) leave(world, journey, now, 'no-longer-needed', now + 30_000)
    })
  }
}

const teamOfJourney = ({ practice, place, person }: Journey): string => teamOf(practice.pathway, place, person.ward)

function mostFrequent(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}
