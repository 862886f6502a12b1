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
}

export const systemClock: Clock = { now: () => Date.now(), replay: null }

export interface ReplayClock extends Clock {
  set(now: Instant): void
  end(): void
}

export function replayClock(start: Instant, speed: number | 'max', until: Instant): ReplayClock {
  let now = start
  let ended = false
  return {
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
