import { Temporal } from 'temporal-polyfill'
import fc from 'fast-check'
import { DAY, HOUR, type Instant, MINUTE } from '../src/contract/instant.ts'

/** Time zones that do every odd thing that zones do, and instants close to where they do it. */
const ZONES = [
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'UTC',
  'Australia/Lord_Howe', // moves by half an hour
  'America/Sao_Paulo',
  'Asia/Beirut', // have days without a midnight
  'America/St_Johns', // moved its clocks at a minute past midnight, and so fell back into the day before
  'Africa/Monrovia', // was not a whole number of minutes from UTC until 1972
  'Pacific/Apia', // has no 30 December 2011
] as const

export const zoned = (at: Instant, timeZone: string): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)

/** Two out of three are within two days of a change of the clocks, and many of these to the millisecond. */
export const zoneAndInstant: fc.Arbitrary<{ readonly timeZone: string; readonly at: Instant }> = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    any: fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2037, 0, 1) }),
    off: fc.oneof(
      fc.constantFrom(-1, 0, 1),
      fc.integer({ min: -2 * DAY, max: 2 * DAY }),
      fc.integer({ min: -200, max: 200 }).map((minutes) => minutes * MINUTE),
      fc.integer({ min: -30, max: 30 }).map((hours) => hours * HOUR),
    ),
    near: fc.constantFrom(true, true, false),
  })
  .map(({ timeZone, any, off, near }) => {
    const change = near ? zoned(any, timeZone).getTimeZoneTransition('next') : null
    return { timeZone, at: change ? change.epochMilliseconds + off : any }
  })
