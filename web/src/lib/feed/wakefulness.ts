/**
 * Whether this tab has been awake since it last looked. It looks every second while it is seen; where the looks lie far apart
 * it stood still, or was hidden. Where the calendar has moved on by more than the clock that only runs forward, the machine
 * slept: that clock stands still meanwhile, and nothing that was open can be trusted. A calendar that is set back, or a little
 * forward, is no sleep.
 */
export interface Look {
  /** a clock that only moves forward */
  readonly at: number
  /** the calendar */
  readonly dated: number
}

export type Wakefulness = { readonly kind: 'awake' } | { readonly kind: 'woke'; /** what the forward clock did not see */ readonly sleptMs: number }

const STOOD_STILL_MS = 5_000

export function wakefulness(before: Look, now: Look): Wakefulness {
  const seenMs = now.at - before.at
  const sleptMs = now.dated - before.dated - seenMs
  if (sleptMs >= STOOD_STILL_MS) return { kind: 'woke', sleptMs }
  return seenMs >= STOOD_STILL_MS ? { kind: 'woke', sleptMs: 0 } : { kind: 'awake' }
}
