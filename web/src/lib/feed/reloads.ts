/**
 * How often this tab has lately loaded itself anew. Reloading is the last resort, and one that helps nothing must not become
 * a wall that flickers: the first two are free, then each waits twice as long as the one before, up to half an hour. An hour
 * without one forgets it all.
 */
export interface Reloads {
  readonly count: number
  readonly at: number
}

const FREE = 2
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 30 * 60_000
const FORGOTTEN_MS = 60 * 60_000

export function waitBeforeReload({ count, at }: Reloads, now: number): number {
  if (count < FREE || isForgotten(at, now)) return 0
  return Math.max(0, at + Math.min(FIRST_WAIT_MS * 2 ** (count - FREE), LONGEST_WAIT_MS) - now)
}

export const reloadsAfter = ({ count, at }: Reloads, now: number): Reloads => ({ count: isForgotten(at, now) ? 1 : count + 1, at: now })

/** A calendar that was set back forgets too. */
const isForgotten = (at: number, now: number): boolean => now - at >= FORGOTTEN_MS || now < at
