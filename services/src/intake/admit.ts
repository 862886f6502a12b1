import { DAY, type Instant, MINUTE } from '@weir/shared/contract/instant'
import type { Event } from '@weir/shared/contract/event'
import { type Codes, type Pack, UNPLACED } from '@weir/shared/contract/pack'
import type { Fault } from '@weir/shared/contract/problem'
import type { Identity } from './identity.ts'

/**
 * What the pack and the clock say of an event whose form is right, and the event as it may go in: with a pseudonym for the
 * person, an HMAC for the household and a ward for the postcode. Pure but for the identity's keys.
 */
export interface Doors {
  readonly pack: Pack
  readonly postcodes: ReadonlyMap<string, string>
  readonly identity: Identity
  /** in replay a source need not be listed in the pack */
  readonly unlistedSources: boolean
}

export type Admitted = { readonly kind: 'admitted'; readonly event: Event } | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

/** What people decide comes in through this door as well. */
export const MANAGERS = '/weir/managers'

export const isListed = (source: string, { sources }: Pick<Pack, 'sources'>): boolean => source === MANAGERS || sources.some(({ id }) => id === source)

const SKEW_MS = 5 * MINUTE
const FARTHEST_MS = 366 * DAY
const EARLIEST: Instant = Date.UTC(1900, 0, 1)

export function admit(event: Event, doors: Doors, now: Instant): Admitted {
  const faults = [...sourceFaults(event, doors), ...timeFaults(event, now), ...packFaults(event, doors.pack), ...placeFaults(event)]
  return faults.length > 0 ? { kind: 'refused', faults } : { kind: 'admitted', event: withoutNames(event, doors) }
}

function sourceFaults({ source }: Event, { pack, unlistedSources }: Doors): readonly Fault[] {
  if (unlistedSources || isListed(source, pack)) return []
  return [{ field: 'source', reason: 'is not listed in sources.yaml of the pack' }]
}

function timeFaults({ happenedAt, recordedAt }: Event, now: Instant): readonly Fault[] {
  const faults: Fault[] = []
  if (happenedAt < EARLIEST) faults.push({ field: 'time', reason: 'is before the year 1900' })
  if (happenedAt > now + FARTHEST_MS) faults.push({ field: 'time', reason: 'is more than a year ahead' })
  if (recordedAt > now + SKEW_MS && recordedAt !== happenedAt) {
    faults.push({
      field: 'recordedtime',
      reason: `is ahead of this server's clock by ${Math.ceil((recordedAt - now) / MINUTE)} minutes: one of the two clocks is wrong`,
    })
  }
  return faults
}

function packFaults(event: Event, pack: Pack): readonly Fault[] {
  switch (event.kind) {
    case 'entered':
      return [...stageFaults(pack, event.data.pathway, event.data.stage), ...codeFaults(pack.codes, event.data)]
    case 'described':
      return [...stageFaults(pack, event.data.pathway), ...codeFaults(pack.codes, event.data)]
    case 'left':
      return [...stageFaults(pack, event.data.pathway, event.data.stage), ...codeFaults(pack.codes, event.data)]
    case 'paused':
    case 'resumed':
      return [...stageFaults(pack, event.data.pathway), ...codeFaults(pack.codes, event.data)]
    case 'counted':
      return stageFaults(pack, event.data.pathway, event.data.stage)
    case 'duty-set':
    case 'duty-done':
      return event.data.pathway === undefined ? [] : stageFaults(pack, event.data.pathway)
    case 'merged':
      return event.data.into === event.subject ? [{ field: 'data.into', reason: 'is the same person as the subject' }] : []
    case 'declared':
      return placedFaults(pack, event.data)
    case 'withdrawn':
    case 'capacity':
    case 'observed':
    case 'heartbeat':
      return []
    default:
      return event satisfies never
  }
}

/** A level is declared of something that there is: whoever declares it would otherwise not see that nobody is told. */
function placedFaults(pack: Pack, { locality, service }: { readonly locality: string; readonly service: string }): readonly Fault[] {
  const faults: Fault[] = []
  if (locality !== UNPLACED && !pack.localities.some(({ id }) => id === locality))
    faults.push({ field: 'data.locality', reason: 'is not a locality of the pack' })
  if (!pack.pathways.some((pathway) => pathway.service === service)) faults.push({ field: 'data.service', reason: 'is not a service of any journey' })
  return faults
}

function stageFaults(pack: Pack, pathwayId: string, stageId?: string): readonly Fault[] {
  const pathway = pack.pathways.find(({ id }) => id === pathwayId)
  if (!pathway) return [{ field: 'data.pathway', reason: 'is not a pathway of the pack' }]
  if (stageId === undefined || pathway.stages.some(({ id }) => id === stageId)) return []
  return [{ field: 'data.stage', reason: `is not a stage of this pathway: it has ${pathway.stages.map(({ id }) => id).join(', ')}` }]
}

type Coded = { readonly [K in 'reason' | 'outcome' | 'need' | 'language' | 'priority']?: string | undefined } & {
  readonly dimensions?: Readonly<Record<string, string>> | undefined
}

const LISTS = [
  ['reason', 'reasons'],
  ['outcome', 'outcomes'],
  ['need', 'needs'],
  ['language', 'languages'],
  ['priority', 'priorities'],
] as const

/** A code must be in the pack's list of its kind, where the pack has such a list. */
function codeFaults(codes: Codes, data: Coded): readonly Fault[] {
  const faults: Fault[] = []
  for (const [name, list] of LISTS) {
    const value = data[name]
    if (value !== undefined && codes[list] && !codes[list].some(({ id }) => id === value))
      faults.push({ field: `data.${name}`, reason: `is not in ${list} of codes.yaml` })
  }
  for (const [dimension, value] of Object.entries(data.dimensions ?? {})) {
    const declared = codes.dimensions?.find(({ id }) => id === dimension)
    if (codes.dimensions && !declared) faults.push({ field: 'data.dimensions', reason: 'has a dimension that codes.yaml does not declare' })
    else if (declared?.values && !declared.values.some(({ id }) => id === value))
      faults.push({ field: `data.dimensions.${declared.id}`, reason: 'is not among its values in codes.yaml' })
  }
  return faults
}

const POSTCODE = /^(GIR ?0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRVWXY])?|[0-9][A-HJKPSTUW]) ?[0-9][ABD-HJLNP-UW-Z]{2}|ZZ99 ?[0-9][A-Z]{2})$/

function placeFaults(event: Event): readonly Fault[] {
  const postcode = 'postcode' in event.data ? event.data.postcode : undefined
  return postcode === undefined || POSTCODE.test(postcode.trim().toUpperCase()) ? [] : [{ field: 'data.postcode', reason: 'is not a UK postcode' }]
}

function withoutNames(event: Event, { identity, postcodes }: Doors): Event {
  const subject = event.subject === undefined ? {} : { subject: identity.pseudonym(event.subject) }
  if (event.kind === 'merged') return { ...event, ...subject, data: { into: identity.pseudonym(event.data.into) } }
  if (event.kind !== 'entered' && event.kind !== 'described' && event.kind !== 'duty-set') return { ...event, ...subject }
  const { postcode, ...data } = event.data
  const homeWard = data.homeWard ?? (postcode === undefined ? undefined : postcodes.get(postcode.toUpperCase().replace(/[^A-Z0-9]/g, '')))
  const household = 'household' in data && data.household !== undefined ? { household: identity.household(data.household) } : {}
  return { ...event, ...subject, data: { ...data, ...household, ...(homeWard === undefined ? {} : { homeWard }) } } as Event
}
