import { HOUR, type Instant } from '../contract/instant.ts'
import type { LocalDay } from './local-time.ts'

/**
 * The names of the rolling metrics, made in this one place. Localities and stages go by their numbers in the rules. A count
 * is a field of a hash, a mark is a member's score in a sorted set, a value is a field of a hash with text in it; `TAB` parts
 * the name of the hash from the name of the field.
 *
 *   hour:L:H, day:L:D    counts      S.arrived, S.departed, S.moved (arrivals that are moves from another stage of the pathway
 *                                    here), and per day S.progressed … S.other (how visits ended),
 *                                    S.arrived:N, S.departed:N (those of them that were recorded N days after)
 *   waiting:L:S          sorted set  case → enteredAt        due:L:S  case → due instant     frozen:L:S  case → time left
 *   priority:L           counts      S:code                  quantity:L  S:unit in millionths
 *   why:L                counts      S:reason:code, S:paused:code, S:team:code of what waits, and S:care:kind TAB priority of
 *                                    those who receive care meanwhile
 *   duty:L:code          sorted set  case → dueAt            duties:L  counts of open duties by code
 *   unauthorised:L:code  sorted set  case → doneAt           unauthorised:L  counts of duties done and not authorised, by code
 *   capacity:L, says:L, declared:L, observed:measure   values            oddities  counts of source TAB kind
 */
export const TAB = '\t'

export const hourOf = (at: Instant): number => Math.floor(at / HOUR)

export const hourKey = (locality: number, hour: number): string => `hour:${locality}:${hour}`
export const dayKey = (locality: number, day: LocalDay): string => `day:${locality}:${day}`
export const waitingKey = (locality: number, stage: number): string => `waiting:${locality}:${stage}`
export const dueKey = (locality: number, stage: number): string => `due:${locality}:${stage}`
export const frozenKey = (locality: number, stage: number): string => `frozen:${locality}:${stage}`
export const priorityKey = (locality: number): string => `priority:${locality}`
export const quantityKey = (locality: number): string => `quantity:${locality}`
export const dutyKey = (locality: number, duty: string): string => `duty:${locality}:${duty}`
export const dutiesKey = (locality: number): string => `duties:${locality}`
export const whyKey = (locality: number): string => `why:${locality}`
export const unauthorisedKey = (locality: number, duty: string): string => `unauthorised:${locality}:${duty}`
export const unauthorisedCountsKey = (locality: number): string => `unauthorised:${locality}`
export const capacityKey = (locality: number): string => `capacity:${locality}`
export const saysKey = (locality: number): string => `says:${locality}`
export const declaredKey = (locality: number): string => `declared:${locality}`
export const observedKey = (measure: string): string => `observed:${measure}`
export const ODDITIES_KEY = 'oddities'

export const field = (hash: string, name: string): string => `${hash}${TAB}${name}`

/** Quantities are added up as whole millionths, so that a sum never depends on the order of its parts. */
export const MILLIONTHS = 1_000_000
