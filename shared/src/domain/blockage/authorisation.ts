import { DAY, type Instant } from '../../contract/instant.ts'

/**
 * Work that is done and does not count, because nobody has authorised it: a blockage of its own, in front of one desk. It
 * opens where much of it, or some of it for long, waits for a signature, and clears well below that.
 */
export interface Undone {
  readonly count: number
  readonly oldestDoneAt: Instant | null
}

export interface AuthorisationMemory {
  readonly since: Instant
  readonly openedAt: Instant
}

const MANY = { count: 10, forMs: 7 * DAY }
const LONG = { count: 4, forMs: 21 * DAY }
const FEW = 3
const SHORT_MS = 5 * DAY

/** Once so many more are authorised, it clears. */
export const clearedByAuthorising = (count: number): number => Math.max(1, count - FEW)

export function watchAuthorisation(before: AuthorisationMemory | null, { count, oldestDoneAt }: Undone, now: Instant): AuthorisationMemory | null {
  const waits = oldestDoneAt === null ? 0 : now - oldestDoneAt
  if (before) return count <= FEW || waits < SHORT_MS ? null : before
  const opens = [MANY, LONG].some((line) => count >= line.count && waits >= line.forMs)
  return opens && oldestDoneAt !== null ? { since: oldestDoneAt, openedAt: now } : null
}
