import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Topic } from '@weir/shared/contract/delta'

/**
 * The one place where it is decided who may do what. Today: a source posts with its own key, whoever reaches the gateway may
 * watch boards (which show nobody), and the owner of the data folder administers. Roles and sign-in will be decided here.
 */
export const ANY_SOURCE = '*'

export const mayPost = (keySource: string, eventSource: string): boolean => keySource === ANY_SOURCE || keySource === eventSource

export const mayWatch = (_topic: Topic): boolean => true

export const mayAdminister = (presented: string | undefined, token: string): boolean =>
  presented !== undefined && timingSafeEqual(createHash('sha256').update(presented).digest(), createHash('sha256').update(token).digest())

export const makeKey = (): string => `weir_${randomBytes(32).toString('base64url')}`

/** Keys are random and long, so a plain digest of one gives nothing away. */
export const keyDigest = (key: string): string => createHash('sha256').update(key).digest('base64url')

/** The key in an `Authorization: Bearer` header. */
export function bearer(header: string | undefined): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,200})$/i.exec(header ?? '')?.[1]
}
