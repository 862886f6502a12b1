import { randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Pairing } from '@weir/shared/contract/screen'
import { keyDigest } from '../edge/access.ts'
import { isPairingCode, makePairingCode } from './pairing-code.ts'

/**
 * Displays that show a code and wait. In Redis, so that a manager may come to another gateway than the display, and gone by
 * itself when its time is up. The display's own secret, not the code, is what the token is collected with.
 */
export interface Pairings {
  begin(display: Omit<Pairing, 'code' | 'askedAt'>, now: number): Promise<Begun>
  find(code: string): Promise<Pairing | null>
  /** Says which screen the display is to be; false where the code is unknown, too old or used. */
  grant(code: string, screen: string): Promise<boolean>
  /** The screen that a display may collect its token for; null while it waits, undefined where there is no such pairing. */
  granted(code: string, secret: string): Promise<string | null | undefined>
}

export interface Begun {
  readonly code: string
  readonly secret: string
  readonly expiresAt: number
}

export const PAIRING_MS = 10 * 60_000
const TRIES = 5

interface Kept extends Omit<Pairing, 'code'> {
  readonly digest: string
  readonly screen: string | null
}

export function openPairings(redis: Redis, prefix: string): Pairings {
  const read = async (code: string): Promise<Kept | null> => {
    if (!isPairingCode(code)) return null
    const text = await redis.get(prefix + code)
    return text === null ? null : (JSON.parse(text) as Kept)
  }
  return {
    begin: async (display, now) => {
      const secret = randomBytes(24).toString('base64url')
      const kept: Kept = { ...display, askedAt: now, digest: keyDigest(secret), screen: null }
      for (let tries = 0; tries < TRIES; tries++) {
        const code = makePairingCode()
        const fresh = await redis.set(prefix + code, JSON.stringify(kept), 'PX', PAIRING_MS, 'NX')
        if (fresh === 'OK') return { code, secret, expiresAt: now + PAIRING_MS }
      }
      throw new Error('no pairing code is free')
    },
    find: async (code) => {
      const kept = await read(code)
      if (kept === null || kept.screen !== null) return null
      const { askedAt, width, height, language, address } = kept
      return { code, askedAt, width, height, language, address }
    },
    grant: async (code, screen) => {
      const kept = await read(code)
      if (kept === null || kept.screen !== null) return false
      return (await redis.set(prefix + code, JSON.stringify({ ...kept, screen }), 'KEEPTTL', 'XX')) === 'OK'
    },
    granted: async (code, secret) => {
      const kept = await read(code)
      return kept?.digest === keyDigest(secret) ? kept.screen : undefined
    },
  }
}
