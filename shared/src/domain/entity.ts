import type { Event } from '../contract/event.ts'

/**
 * Which facts an event belongs to. A case is person + pathway + episode, where an absent pathway or episode is a value of
 * its own; merges belong to the person; a stated figure belongs to who states it, about what. The name is also the key under
 * which the facts are stored, so its parts are escaped.
 */
export function entityOf(event: Event): string {
  switch (event.kind) {
    case 'entered':
    case 'described':
    case 'paused':
    case 'resumed':
    case 'left':
    case 'duty-set':
    case 'duty-done':
      return caseOf(event.subject ?? '', event.data.pathway, event.data.episode)
    case 'merged':
      return mergesOf(event.subject ?? '')
    case 'withdrawn':
      return named('withdrawal', event.source, event.id)
    case 'capacity':
      return named('capacity', event.source, event.data.locality, event.data.service, event.data.unit)
    case 'observed':
      return named('observed', event.source, event.data.measure, event.data.locality, event.data.period)
    case 'counted':
      return named('counted', event.source, event.data.pathway, event.data.stage, event.data.locality, event.data.team)
    case 'declared':
      return named('declared', event.source, event.data.locality, event.data.service)
    case 'heartbeat':
      return named('source', event.source)
    default:
      return event satisfies never
  }
}

const caseOf = (person: string, pathway?: string, episode?: string): string => named('case', person, pathway, episode)

const named = (kind: string, ...parts: readonly (string | undefined)[]): string => `${kind}|${parts.map(escaped).join('|')}`

const PLAIN = /^[\w./: -]+$/ // a percent sign is not among them: what has one was escaped
/** An absent part is empty; a part that is there never is. */
const escaped = (part: string | undefined): string => (part === undefined ? '' : PLAIN.test(part) ? part : encodeURIComponent(part))

export const isCase = (entity: string): boolean => entity.startsWith('case|')

/** Whose entity it is, as the events name the person; null where it is nobody's. */
export function personOf(entity: string): string | null {
  if (!isCase(entity) && !isMerges(entity)) return null
  const part = entity.split('|', 2)[1] ?? ''
  return part.includes('%') ? decodeURIComponent(part) : part
}

export const isMerges = (entity: string): boolean => entity.startsWith('person|')

/** The entity of all merges whose subject is this person. */
export const mergesOf = (person: string): string => named('person', person)

/** The same case under another name of its person, as a merge asks. */
export function ofPerson(entity: string, person: string): string {
  const [kind, , ...rest] = entity.split('|')
  return [kind, escaped(person), ...rest].join('|')
}
