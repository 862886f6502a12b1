import type { Instant } from '@weir/shared/contract/instant'
import type { Status } from '@weir/shared/contract/status'

/**
 * The one clock. Everything that needs the time is given it; nothing asks the machine. Replaying a recorded year is the
 * same code with another clock: it stands still until it is set, and whoever sets it waits until all that was recorded up
 * to the instant it shows is projected.
 */
export interface Clock {
  now(): Instant
  readonly replay: Status['replay']
  /** what is shown is happening, is a record of what happened, or is made up; every screen says which */
  readonly mode: Status['mode']
}

export const systemClock: Clock = { now: () => Date.now(), replay: null, mode: 'live' }

export interface ReplayClock extends Clock {
  set(now: Instant): void
  end(): void
}

export function replayClock(start: Instant, speed: number | 'max', until: Instant, mode: 'replay' | 'rehearsal' = 'replay'): ReplayClock {
  let now = start
  let ended = false
  return {
    mode,
    now: () => now,
    set: (next) => {
      if (next < now) throw new RangeError(`the clock does not run back: ${next} is before ${now}`)
      now = next
    },
    end: () => {
      ended = true
    },
    get replay() {
      return { speed, until, ended }
    },
  }
}
