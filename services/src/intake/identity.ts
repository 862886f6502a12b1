import { createHash, createHmac } from 'node:crypto'
import { aessiv } from '@noble/ciphers/aes.js'
import type { IdentityKeys } from '../edge/identity-keys.ts'

/**
 * People leave their names at the door. A subject becomes a keyed, deterministic pseudonym (AES-SIV, RFC 5297: an authorised
 * look-up can resolve it), a household an HMAC that nothing resolves. The same reference always gives the same pseudonym,
 * so that a person's events still belong together.
 */
export interface Identity {
  pseudonym(subject: string): string
  household(reference: string): string
  /** a digest of an event's content as it came, which tells a repeat from a conflict and nothing else */
  digest(content: string): string
}

const MOST_REMEMBERED = 50_000

export function identityFrom(keys: IdentityKeys): Identity {
  const remembered = new Map<string, string>()
  return {
    pseudonym: (subject) => {
      const known = remembered.get(subject)
      if (known !== undefined) return known
      const sealed = Buffer.from(aessiv(keys.subject).encrypt(Buffer.from(subject, 'utf8'))).toString('base64url')
      if (remembered.size >= MOST_REMEMBERED) remembered.clear()
      remembered.set(subject, sealed)
      return sealed
    },
    household: (reference) => createHmac('sha256', keys.household).update(reference).digest('base64url').slice(0, 22),
    digest: (content) => createHash('sha256').update(keys.household).update(content).digest('base64url'),
  }
}
