import { DAY, type Instant } from '../contract/instant.ts'
import { type LocalDay, localDay } from './local-time.ts'
import { hourOf } from './metric.ts'

/**
 * Windows are whole buckets up to and including `now`: `h24` is the current hour of UTC and the 23 before it, `d7` is the
 * current local day and the six before it. Buckets are kept somewhat longer than any window looks back; what falls into an
 * older one is counted nowhere, neither when it is added nor when it is taken away.
 */
export const HOURS_SHOWN = 24
export const DAYS_SHOWN = 7
const HOURS_KEPT = 48
export const DAYS_KEPT = 120

/** A closed case leaves the store once the oldest bucket that it could still change is gone, and thirty days more. */
export const CLOSED_KEPT_MS = (DAYS_KEPT + 30) * DAY

export interface Horizon {
  readonly hour: number
  readonly day: LocalDay
}

export function horizonOf(now: Instant, timeZone: string): Horizon {
  return { hour: hourOf(now) - HOURS_KEPT, day: localDay(now, timeZone) - DAYS_KEPT }
}

const BUCKET = /^(hour|day):\d+:(-?\d+)/

/** Whether a metric is of an hour or a day: it is gone once that is. */
export const isBucket = (metric: string): boolean => BUCKET.test(metric)

/** Whether a metric's bucket is one that is still kept. Metrics without a bucket always are. */
export function isKept(metric: string, horizon: Horizon): boolean {
  const first = metric.charCodeAt(0)
  if (first !== 104 && first !== 100) return true // neither `h…` nor `d…`
  const bucket = BUCKET.exec(metric)
  return !bucket || Number(bucket[2]) >= (bucket[1] === 'hour' ? horizon.hour : horizon.day)
}

export const hoursShown = (now: Instant): readonly number[] => last(hourOf(now), HOURS_SHOWN)
export const daysShown = (now: Instant, timeZone: string): readonly LocalDay[] => last(localDay(now, timeZone), DAYS_SHOWN)

const last = (end: number, count: number): readonly number[] => Array.from({ length: count }, (_, index) => end - index)
