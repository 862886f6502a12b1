import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Topic } from '@weir/shared/contract/delta'
import { viewReads } from '@weir/shared/contract/screen-view'

/**
 * The one place where it is decided who may do what: a source posts with its own key, the owner of the data folder administers,
 * and who reads boards or manages screens depends on who asks. Until people sign in, a manager is whoever opened the link that
 * the server printed.
 */
export const ANY_SOURCE = '*'

export const mayPost = (keySource: string, eventSource: string): boolean => keySource === ANY_SOURCE || keySource === eventSource

/** Whether boards are read by whoever reaches the gateway, or by enrolled screens and managers alone. */
export const BOARDS = ['open', 'enrolled'] as const
export type BoardsAre = (typeof BOARDS)[number]

/** Without a word of the council: open on loopback, for the demo and for developing, and enrolled anywhere else. */
export const boardsAre = (asked: BoardsAre | undefined, host: string): BoardsAre => asked ?? (isLoopback(host) ? 'open' : 'enrolled')

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)

export type Who = { readonly kind: 'anyone' } | { readonly kind: 'screen'; readonly id: string; readonly view: string } | { readonly kind: 'manager' }

export const ANYONE: Who = { kind: 'anyone' }

/** Names of places and journeys, and how the flow is doing. */
export const mayReadNames = (who: Who, boards: BoardsAre): boolean => who.kind !== 'anyone' || boards === 'open'

/** A screen is held to its scope even where boards are open. */
export function mayWatch(who: Who, topic: Topic, boards: BoardsAre): boolean {
  switch (who.kind) {
    case 'manager':
      return true
    case 'screen':
      return viewReads(who.view, topic)
    case 'anyone':
      return boards === 'open'
  }
}

/** What is told of teams, providers and wards: never on a wall that visitors pass. */
export const mayReadFindings = (who: Who): boolean => who.kind === 'manager'

/** Which events stand behind a figure: no name is in them, and yet each is of somebody. Never for a screen. */
export const mayReadCases = (who: Who): boolean => who.kind === 'manager'

export const mayManageScreens = (who: Who): boolean => who.kind === 'manager'

export const mayAdminister = (presented: string | undefined, token: string): boolean =>
  presented !== undefined && timingSafeEqual(createHash('sha256').update(presented).digest(), createHash('sha256').update(token).digest())

export const makeKey = (): string => `weir_${randomBytes(32).toString('base64url')}`

/** Keys are random and long, so a plain digest of one gives nothing away. */
export const keyDigest = (key: string): string => createHash('sha256').update(key).digest('base64url')

/** The key in an `Authorization: Bearer` header. */
export function bearer(header: string | undefined): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,200})$/i.exec(header ?? '')?.[1]
}
