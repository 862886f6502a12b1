import { type Instant, HOUR, MINUTE } from '../contract/instant.ts'
import { type LocalDay, localDay } from '../domain/local-time.ts'
import { type Uniform, random, seedOf } from '../domain/random.ts'
import type { Calendar } from '../domain/working-time.ts'
import { between } from './chance.ts'
import type { SourceHabit } from './local-facts.ts'
import { onDay, workingDaysOn } from './rhythm.ts'

/**
 * When something that happened comes to be written down: most within the hour, some the next morning, a few days later. A
 * nightly system has the day's events all at once, and misses a night now and then. Any typed system is away for some hours a
 * few times a year; what would have been typed then is typed when it is back.
 */
export interface Recording {
  /** when a typed or nightly source has a happening in writing */
  writtenAt(source: string, at: Instant, pen: Uniform): Instant
  /** some `workingDays` later, by people who catch up on paper notes */
  caughtUpAt(at: Instant, workingDays: number, pen: Uniform): Instant
  /** when what is known at `at` goes out: at once, or with the next night's list */
  sentAt(source: string, at: Instant): Instant
  isAway(source: string, at: Instant): boolean
  /** when the list of this night comes, or null where it does not */
  nightAt(source: string, day: LocalDay): Instant | null
}

const NIGHTLY_HOUR = 2.2
const MISSED_NIGHTS = 1 / 45
const AWAY_DAYS = 1 / 60
const WITHIN_THE_HOUR = 0.62
const SAME_DAY = 0.9
const NEXT_MORNING = 0.97

export function recordingOf(seed: number, habits: readonly SourceHabit[], calendar: Calendar): Recording {
  const { timeZone } = calendar
  const nightly = new Set(habits.filter(({ habit }) => habit === 'nightly').map(({ source }) => source))
  const away = rememberedDays((source, day) => absence(random(seedOf(`${seed}|away|${source}|${day}`)), day, timeZone))
  const misses = rememberedDays((source, day) => random(seedOf(`${seed}|night|${source}|${day}`))() < MISSED_NIGHTS)
  const nightAt = (source: string, day: LocalDay) => (misses(source, day) ? null : onDay(day, NIGHTLY_HOUR, timeZone))
  const nextNight = (source: string, at: Instant): Instant => {
    for (let day = localDay(at, timeZone) + 1; ; day++) {
      const night = nightAt(source, day)
      if (night !== null) return night
    }
  }
  const spell = (source: string, at: Instant) => {
    const found = away(source, localDay(at, timeZone))
    return found && found.from <= at && at < found.to ? found : null
  }
  return {
    writtenAt(source, at, pen) {
      if (nightly.has(source)) return nextNight(source, at) - Math.round(between(pen, 1, 600)) * 1000
      const typed = typedAt(at, pen, calendar)
      const gone = spell(source, typed)
      return gone ? gone.to + Math.round(between(pen, 0, 60 * 60)) * 1000 : typed
    },
    caughtUpAt: (at, workingDays, pen) =>
      onDay(workingDaysOn(localDay(at, timeZone), Math.max(1, Math.round(workingDays * between(pen, 0.6, 1.4))), calendar), between(pen, 9, 17), timeZone),
    sentAt: (source, at) => (nightly.has(source) ? nextNight(source, at) : at),
    isAway: (source, at) => spell(source, at) !== null,
    nightAt,
  }
}

function typedAt(at: Instant, pen: Uniform, calendar: Calendar): Instant {
  const when = pen()
  if (when < WITHIN_THE_HOUR) return at + Math.round(between(pen, 1, 55) * MINUTE)
  if (when < SAME_DAY) return at + Math.round(between(pen, 1, 5) * HOUR)
  const days = when < NEXT_MORNING ? 1 : Math.round(between(pen, 2, 8))
  const hour = days === 1 ? between(pen, 9, 12) : between(pen, 9, 17)
  return onDay(workingDaysOn(localDay(at, calendar.timeZone), days, calendar), hour, calendar.timeZone)
}

interface Absence {
  readonly from: Instant
  readonly to: Instant
}

function absence(chance: Uniform, day: LocalDay, timeZone: string): Absence | null {
  if (chance() >= AWAY_DAYS) return null
  const from = between(chance, 7, 14)
  return { from: onDay(day, from, timeZone), to: onDay(day, from + between(chance, 3, 8), timeZone) }
}

function rememberedDays<T>(compute: (source: string, day: LocalDay) => T): (source: string, day: LocalDay) => T {
  const memory = new Map<string, T>()
  return (source, day) => {
    const key = `${source}|${day}`
    const known = memory.get(key)
    if (known !== undefined) return known
    const value = compute(source, day)
    memory.set(key, value)
    return value
  }
}
