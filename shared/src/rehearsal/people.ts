import type { Pack } from '../contract/pack.ts'
import type { Uniform } from '../domain/random.ts'
import { type Option, options, pick } from './chance.ts'
import { HOSPITALS, WELSH } from './local-facts.ts'
import { residentsOf } from './population.ts'
import type { Practice } from './practice.ts'

/** A person as far as the events of their journeys say. Nobody is real: a number, a ward to live in, and what is usual there. */
export interface Person {
  readonly subject: string
  readonly ward: string
  /** the locality of the ward */
  readonly home: string
  readonly ageBand: string
  readonly clientType: string
  readonly need: string
  readonly language: string
  readonly household?: string
}

export type People = Practice['people']

/** Where people live: the localities of the pack with their wards, and the shares of the county's people that these hold. */
export interface Homes {
  readonly localities: readonly string[]
  share(people: People, locality: string): number
  ward(chance: Uniform, people: People, locality: string): string
}

export function homesOf(pack: Pack): Homes {
  const inhabited = pack.localities.filter(({ wards }) => wards.length > 0)
  const residents = (people: People, wards: readonly string[]) => wards.reduce((sum, ward) => sum + residentsOf(ward)[people], 0)
  const totals = { child: 0, adult: 0, older: 0 }
  for (const { wards } of inhabited) for (const people of ['child', 'adult', 'older'] as const) totals[people] += residents(people, wards)
  const choices = (people: People, wards: readonly string[]) => options(Object.fromEntries(wards.map((ward) => [ward, residentsOf(ward)[people]])))
  const byLocality = new Map(
    inhabited.map(({ id, wards }) => [id, { wards, child: choices('child', wards), adult: choices('adult', wards), older: choices('older', wards) }]),
  )
  const shares = new Map(
    inhabited.flatMap(({ id, wards }) =>
      (['child', 'adult', 'older'] as const).map((people) => [`${people}/${id}`, residents(people, wards) / totals[people]]),
    ),
  )
  return {
    localities: inhabited.map(({ id }) => id),
    share: (people, locality) => shares.get(`${people}/${locality}`) ?? 0,
    ward(chance, people, locality) {
      const wards = byLocality.get(locality)
      if (!wards) throw new RangeError(`nobody lives in ${locality}`)
      return pick(chance, wards[people]).id
    },
  }
}

/** The share of a journey's people that a place sees. */
export function placeShare({ place, people }: Practice, locality: string, homes: Homes): number {
  if (place === 'county') return 1
  if (place === 'locality') return homes.share(people, locality)
  return homes.localities.reduce((sum, home) => sum + homes.share(people, home) * (HOSPITALS[home]?.[locality] ?? 0), 0)
}

/** The locality that somebody lives in who is seen at a place. */
export function homeFor(chance: Uniform, { place, people }: Practice, locality: string, homes: Homes): string {
  if (place === 'locality') return locality
  const weight = (home: string) => homes.share(people, home) * (place === 'hospital' ? (HOSPITALS[home]?.[locality] ?? 0) : 1)
  return pick(chance, options(Object.fromEntries(homes.localities.map((home) => [home, weight(home)])))).id
}

type Choices = readonly [Option<string>, ...Option<string>[]]

const AGES: Readonly<Record<People, Choices>> = {
  older: options({ '18-64': 0.22, '65-74': 0.19, '75-84': 0.34, '85+': 0.25 }),
  adult: options({ '18-64': 1 }),
  child: options({ '0-4': 0.27, '5-9': 0.27, '10-15': 0.34, '16-17': 0.12 }),
}
const NEEDS: Readonly<Record<'older' | 'child', Choices>> = {
  older: options({ 'personal-care': 40, mobility: 18, dementia: 17, 'sensory-loss': 5, caring: 8, 'mental-health': 6, 'learning-disability': 6 }),
  child: options({ neglect: 26, 'emotional-harm': 22, 'domestic-abuse': 18, 'physical-harm': 9, exploitation: 4, disability: 9, 'family-support': 12 }),
}
const CLIENTS: Readonly<Record<string, string>> = {
  caring: 'carer',
  'mental-health': 'mental-health',
  'learning-disability': 'learning-disability',
}

export function personOf(
  chance: Uniform,
  { subject, home, household }: { subject: string; home: string; household?: string },
  people: People,
  homes: Homes,
): Person {
  const ageBand = pick(chance, AGES[people]).id
  const need = pick(chance, people === 'child' ? NEEDS.child : NEEDS.older).id
  const clientType = people === 'child' ? 'child' : (CLIENTS[need] ?? (ageBand === '18-64' ? 'physical-disability' : 'older-person'))
  const said = chance()
  const language = said < (WELSH[home] ?? 0.2) ? 'cy' : said > 0.99 ? 'other' : said > 0.987 ? 'bsl' : 'en'
  const ward = homes.ward(chance, people, home)
  return { subject, ward, home, ageBand, clientType, need, language, ...(household === undefined ? {} : { household }) }
}
