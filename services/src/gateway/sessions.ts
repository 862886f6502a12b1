import { randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import { keyDigest } from '../edge/access.ts'
import type { Keys } from '../edge/keys.ts'

/**
 * Until people sign in: a link that the server prints stands in for the manager. Its token is good for one use and a day, and
 * becomes a session of half a day. Redis keeps digests alone; who loses Redis asks for another link.
 */
export interface Sessions {
  /** a new link's token */
  makeLink(): Promise<string>
  /** the same, where nobody has ever used one */
  firstLink(): Promise<string | null>
  /** A session for a link that was not used yet; null where it was, or is too old. */
  open(link: string): Promise<string | null>
  isOpen(session: string): Promise<boolean>
  end(session: string): Promise<void>
}

export const SESSION_MS = 12 * 60 * 60_000
const LINK_MS = 24 * 60 * 60_000

export function openSessions(redis: Redis, { session, link, signedIn }: Keys): Sessions {
  const makeLink = async (): Promise<string> => {
    const token = randomBytes(24).toString('base64url')
    await redis.set(link + keyDigest(token), '1', 'PX', LINK_MS)
    return token
  }
  return {
    makeLink,
    firstLink: async () => ((await redis.exists(signedIn)) === 1 ? null : makeLink()),
    open: async (token) => {
      if ((await redis.del(link + keyDigest(token))) === 0) return null // deleting is using: two at once get one session
      const opened = randomBytes(32).toString('base64url')
      await redis.set(session + keyDigest(opened), '1', 'PX', SESSION_MS)
      await redis.set(signedIn, '1')
      return opened
    },
    isOpen: async (token) => (await redis.exists(session + keyDigest(token))) === 1,
    end: async (token) => void (await redis.del(session + keyDigest(token))),
  }
}

/** The token stands behind the #, so that no server and no proxy ever logs it. */
export const signInUrl = (base: string, token: string): string => `${base.replace(/\/+$/, '')}/sign-in#${token}`
