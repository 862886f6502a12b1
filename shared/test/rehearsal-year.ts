import { fileURLToPath } from 'node:url'
import { type Admitted, type Doors, admit } from '../../services/src/intake/admit.ts'
import { loadPack } from '../../services/src/edge/pack.ts'
import type { Event } from '../src/contract/event.ts'
import type { Instant } from '../src/contract/instant.ts'
import type { Pack } from '../src/contract/pack.ts'
import { parseEvent } from '../src/contract/parse-event.ts'
import type { Rejected } from '../src/contract/problem.ts'
import { entityOf, isCase } from '../src/domain/entity.ts'
import { type Facts, NO_FACTS, addFacts, eventsAt } from '../src/domain/facts.ts'
import { type Rules, rulesOf } from '../src/domain/rules.ts'
import { type CaseProjection, type Visit, visitsOf } from '../src/domain/visit.ts'
import { rehearse } from '../src/rehearsal/rehearse.ts'
import type { RehearsedYear } from '../src/rehearsal/rehearsed-year.ts'
import type { Scenario } from '../src/rehearsal/scenario.ts'
import type { RawCloudEvent } from '../src/rehearsal/wire.ts'

/** The pack and the door as they are in service: what a rehearsal sends must pass both. */
const PACK_FOLDER = fileURLToPath(new URL('../packs/carmarthenshire', import.meta.url))

export const loadCarmarthenshire = (warn: (text: string) => void = () => undefined): Promise<Pack> => loadPack(PACK_FOLDER, warn)

const doorsOf = (pack: Pack): Doors => ({
  pack,
  postcodes: new Map(),
  identity: { pseudonym: (subject) => subject, household: (reference) => reference, digest: () => '' },
  unlistedSources: false,
})

interface Told {
  readonly events: readonly Event[]
  readonly rejected: readonly (Rejected | Extract<Admitted, { kind: 'refused' }>)[]
}

/** What intake makes of a log, at the moment at which each event was recorded. */
export function take(log: Iterable<RawCloudEvent>, pack: Pack): Told {
  const doors = doorsOf(pack)
  const events: Event[] = []
  const rejected: Told['rejected'][number][] = []
  for (const raw of log) {
    const parsed = parseEvent(raw)
    if (parsed.kind === 'rejected') {
      rejected.push(parsed.rejected)
      continue
    }
    const admitted = admit(parsed.event, doors, parsed.event.recordedAt)
    if (admitted.kind === 'refused') rejected.push(admitted)
    else events.push(admitted.event)
  }
  return { events, rejected }
}

export const SEED = 20_260_105
export type Lived = Told & History

/** A year of the county, taken in at the door and folded as of its end. */
export function lived(pack: Pack, { from, until }: RehearsedYear, scenarios: readonly Scenario[]): Lived {
  const told = take(rehearse({ pack, seed: SEED, from, until, scenarios }), pack)
  return { ...told, ...historyOf(told.events, pack, until) }
}

export interface Seen extends Omit<Visit, 'locality'> {
  readonly locality: string
  readonly episode: string | undefined
}

export interface History {
  readonly visits: readonly Seen[]
  readonly cases: readonly CaseProjection[]
}

/** Every visit of a log by the product's own fold, as of its end. */
export function historyOf(events: readonly Event[], pack: Pack, now: Instant): History {
  const rules = rulesOf(pack)
  const folded = [...factsOf(events).values()].map(({ facts }) => ({ episode: episodeOf(facts), ...visitsOf(eventsAt(facts, now), rules) }))
  return { cases: folded, visits: folded.flatMap(({ visits, episode }) => visits.map((visit) => seenIn(visit, episode, rules))) }
}

function episodeOf([first]: Facts['facts']): string | undefined {
  return first && 'episode' in first.event.data ? first.event.data.episode : undefined
}

const seenIn = (visit: Visit, episode: string | undefined, rules: Rules): Seen => ({ ...visit, episode, locality: rules.localities[visit.locality] ?? '' })

function factsOf(events: readonly Event[]): ReadonlyMap<string, Facts> {
  const voids = new Map(
    events.flatMap((event) =>
      event.kind === 'withdrawn' ? [[`${event.source}|${event.data.id}`, { source: event.source, id: event.data.id, at: event.happenedAt }]] : [],
    ),
  )
  const known = new Map<string, Facts>()
  for (const event of events) {
    const entity = entityOf(event)
    if (!isCase(entity)) continue
    const voided = voids.get(`${event.source}|${event.id}`)
    known.set(entity, addFacts(known.get(entity) ?? NO_FACTS, [event], voided ? [voided] : []))
  }
  return known
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
export const isIn = (at: Instant | null, from: Instant, until: Instant): boolean => at !== null && at >= from && at < until
export const openAt = ({ arrivedAt, departedAt }: Seen, at: Instant): boolean => arrivedAt <= at && (departedAt === null || departedAt > at)

export const stage = (visits: readonly Seen[], pathway: string, id: string, locality?: string): readonly Seen[] =>
  visits.filter((visit) => visit.pathway === pathway && visit.stage === id && (locality === undefined || visit.locality === locality))

/** Letters of the longest name that a row of the wall shows whole. */
export const LETTERS_A_ROW_HOLDS = 30
