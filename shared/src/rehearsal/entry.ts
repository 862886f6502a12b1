import { DAY, HOUR, type Instant } from '../contract/instant.ts'
import { between, options, pick, spread } from './chance.ts'
import { type Journey, about, dueText, stageOf, tell } from './journey.ts'
import { PROVIDERS, sourceOf, teamOf } from './local-facts.ts'
import type { RawData } from './wire.ts'
import { type World } from './world.ts'

/** What is written when a case enters a stage: who it is, where it is, who has it, what is asked for. And slips of the pen. */
export interface Entry {
  readonly at: Instant
  readonly first: boolean
  readonly outcome?: string
  readonly reason?: string
  /** where a system's opening stock is loaded: when */
  readonly recordedAt?: Instant
}

const MISTAKES = 0.008
const WITHOUT_ADDRESS = 0.006
const HOSPITAL_WARDS: Readonly<Record<string, string>> = { glangwili: 'W05001183', 'prince-philip': 'W05001189' } // Morriston is in another county

export function tellEntered(world: World, journey: Journey, entry: Entry): void {
  const data = enteredData(world, journey, entry)
  const { at, recordedAt } = entry
  if (recordedAt === undefined && !entry.first && journey.pen() < MISTAKES) return tellWithMistake(world, journey, at, data)
  tell(world, journey, { kind: 'entered', at, data, ...(recordedAt === undefined ? {} : { recordedAt }) })
}

/** First the wrong stage or priority; days later that is withdrawn, and the right one written as of the same instant. */
function tellWithMistake(world: World, journey: Journey, at: Instant, data: RawData<'entered'>): void {
  const { pen, practice } = journey
  const others = Object.keys(practice.stages).filter((stage) => stage !== data.stage)
  const other = others[Math.floor(pen() * others.length)] ?? data.stage
  const wrong = pen() < 0.5 ? { ...data, stage: other } : { ...data, priority: data.priority === 'low' ? 'standard' : 'low' }
  const { id, recordedAt } = tell(world, journey, { kind: 'entered', at, data: wrong })
  const noticedAt = world.recording.sentAt(sourceOf(practice.pathway, journey.place), recordedAt + Math.round(between(pen, 0.1, 3) * DAY))
  tell(world, journey, { kind: 'withdrawn', at: noticedAt, data: { id, ...about(journey) }, recordedAt: noticedAt })
  tell(world, journey, { kind: 'entered', at, data, recordedAt: noticedAt + 40_000 })
}

function enteredData(world: World, journey: Journey, { first, outcome, reason, recordedAt }: Entry): RawData<'entered'> {
  const { practice, place, person, stage } = journey
  const dimensions = dimensionsOf(journey, first, reason)
  return {
    ...about(journey),
    stage,
    ...(first ? whoAndWhere(world, journey, recordedAt !== undefined) : {}),
    team: teamOf(practice.pathway, place, person.ward),
    ...(outcome === undefined ? {} : { outcome }),
    ...(reason === undefined ? {} : { reason }),
    ...dueText(world, journey),
    ...askedFor(world, journey),
    ...(dimensions === undefined ? {} : { dimensions }),
  }
}

type Where = Pick<RawData<'entered'>, 'homeWard' | 'locality' | 'serviceWard'>

function whoAndWhere(world: World, journey: Journey, isKnown: boolean): Partial<RawData<'entered'>> {
  const { priority, person } = journey
  const { need, language, household } = person
  return { ...whereFirst(world, journey, isKnown), priority, need, language, ...(household === undefined ? {} : { household }) }
}

/** Half of the records name the locality; where it is not the home's, all do. A few come without an address, found later. */
function whereFirst(world: World, journey: Journey, isKnown: boolean): Where {
  const { place, person, pen, practice } = journey
  const { ward, home } = person
  if (place !== home) return { homeWard: ward, locality: place, ...serviceWard(world, journey) }
  if (!isKnown && practice.pathway === 'adult' && journey.stage === 'contact' && pen() < WITHOUT_ADDRESS) {
    world.agenda.put(journey.startedAt + Math.round(between(pen, 2, 50) * HOUR), (at) => {
      if (!journey.over) tell(world, journey, { kind: 'described', at, data: { ...about(journey), homeWard: journey.person.ward } })
    })
    return {}
  }
  return pen() < 0.5 ? { homeWard: ward } : { homeWard: ward, locality: place }
}

function serviceWard(world: World, { place, practice, pen }: Journey): Where {
  const ward = practice.place === 'locality' ? world.homes.ward(pen, practice.people, place) : HOSPITAL_WARDS[place]
  return ward === undefined ? {} : { serviceWard: ward }
}

const HOURS = { mean: 12.3, sigma: 0.45 }
const REABLEMENT_HOURS = { mean: 9, sigma: 0.4 }
const WITH_PROVIDER: ReadonlySet<string> = new Set(['offer', 'agreed', 'started'])

/** Hours of care a week, and who gives them once somebody has offered. */
function askedFor(world: World, journey: Journey): Partial<RawData<'entered'>> {
  if (stageOf(journey).unit === undefined) return {}
  const { practice, stage, chance, person } = journey
  const isHomeCare = practice.pathway === 'home-care'
  journey.hours ??= Math.max(3.5, Math.round(2 * spread(chance, isHomeCare ? HOURS : REABLEMENT_HOURS)) / 2)
  if (isHomeCare) journey.provider = WITH_PROVIDER.has(stage) ? (journey.provider ?? providerFor(world, journey)) : undefined
  return {
    quantity: journey.hours,
    unit: 'hours',
    ...(journey.provider === undefined ? {} : { provider: journey.provider }),
    ...(stage === 'started' || stage === 'receiving' ? { serviceWard: person.ward } : {}),
  }
}

function providerFor({ closed }: World, { place, chance }: Journey): string | undefined {
  const shares = Object.entries(PROVIDERS[place] ?? {}).filter(([provider]) => !closed.has(`${place}/${provider}`))
  return shares.length === 0 ? undefined : pick(chance, options(Object.fromEntries(shares))).id
}

const MEANWHILE = options({ none: 0.38, family: 0.5, 'other-provider': 0.12 })
const ROUTES = options({ '1': 0.62, '2': 0.24, '3': 0.14 })

function dimensionsOf(journey: Journey, first: boolean, reason: string | undefined): Readonly<Record<string, string>> | undefined {
  const { practice, stage, person, chance, waitedForBy } = journey
  const { ageBand, clientType } = person
  const dimensions: Record<string, string> = first ? { ageBand, clientType } : {}
  if (practice.pathway === 'home-care') {
    if (first) dimensions['handling'] = chance() < 0.18 ? 'double' : 'single'
    if (first)
      dimensions['interimCare'] = waitedForBy ? (waitedForBy.practice.pathway === 'discharge' ? 'hospital-bed' : 'reablement') : pick(chance, MEANWHILE).id
    else if (reason === 'handed-back') dimensions['interimCare'] = pick(chance, MEANWHILE).id
  }
  if (practice.pathway === 'discharge' && stage === 'assessment') dimensions['d2raRoute'] = pick(chance, ROUTES).id
  return Object.keys(dimensions).length === 0 ? undefined : dimensions
}
