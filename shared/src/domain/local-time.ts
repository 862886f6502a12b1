import { Temporal } from 'temporal-polyfill'
import { DAY, HOUR, type Instant } from '../contract/instant.ts'

/**
 * A council's own clock: which local day an instant falls on, and when a local day begins. The time zone's rules come from
 * Temporal; what it answers is remembered, because every arrival and departure asks. A local day is its number since
 * 1970-01-01, so that days can be counted and compared as numbers.
 */
export type LocalDay = number

const MOST_REMEMBERED = 100_000

interface Zone {
  readonly offsets: Map<number, number>
  readonly starts: Map<LocalDay, Instant>
}
const zones = new Map<string, Zone>()

function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone)
  if (!zone) zones.set(timeZone, (zone = { offsets: new Map(), starts: new Map() }))
  return zone
}

/** Milliseconds that local time is ahead of UTC at an instant: remembered for whole hours in which it does not change. */
function offsetAt(at: Instant, timeZone: string): number {
  const hour = Math.floor(at / HOUR)
  const offset = offsetOfHour(hour, timeZone)
  return offset === offsetOfHour(hour + 1, timeZone) ? offset : exactOffset(at, timeZone)
}

const offsetOfHour = (hour: number, timeZone: string): number => remembered(zoneOf(timeZone).offsets, hour, () => exactOffset(hour * HOUR, timeZone))

const exactOffset = (at: Instant, timeZone: string): number => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6

export function localDay(at: Instant, timeZone: string): LocalDay {
  return Math.floor((at + offsetAt(at, timeZone)) / DAY)
}

/** The instant at which a local day begins: midnight, or the first moment after a gap that swallowed it. */
export function startOfDay(day: LocalDay, timeZone: string): Instant {
  return remembered(zoneOf(timeZone).starts, day, () => Temporal.PlainDate.from('1970-01-01').add({ days: day }).toZonedDateTime(timeZone).epochMilliseconds)
}

/** The same local time `days` days on; where the clocks skip it, as much later as the clocks jump (RFC 5545's reading). */
export function addLocalDays(at: Instant, days: number, timeZone: string): Instant {
  const offset = offsetAt(at, timeZone)
  const moved = at + days * DAY
  if (offsetAt(moved, timeZone) === offset && offsetAt(moved - DAY, timeZone) === offset && offsetAt(moved + DAY, timeZone) === offset) return moved
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).add({ days }).epochMilliseconds
}

function remembered<K, V>(memory: Map<K, V>, key: K, compute: () => V): V {
  const known = memory.get(key)
  if (known !== undefined) return known
  if (memory.size >= MOST_REMEMBERED) memory.clear()
  const value = compute()
  memory.set(key, value)
  return value
}
