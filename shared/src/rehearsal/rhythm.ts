import { HOUR, type Instant, SECOND } from '../contract/instant.ts'
import { type LocalDay, startOfDay } from '../domain/local-time.ts'
import type { Uniform } from '../domain/random.ts'
import { type Calendar, isWorkingDay } from '../domain/working-time.ts'
import { between } from './chance.ts'

/**
 * When people come and when staff see to them: shares of a week by weekday, the year's seasons, bank holidays (a Sunday's
 * demand, made up for on the next working day) and the hours of a day. The shapes are known from practice; the sizes are
 * informed guesses.
 */
export type Rhythm = 'office' | 'hospital' | 'children'

interface Shape {
  /** shares of a week's arrivals, Monday first */
  readonly comes: readonly number[]
  /** shares of a week's work, Monday first */
  readonly works: readonly number[]
  readonly opens: number
  readonly closes: number
  season(dayOfYear: number): number
}

/** A wave through the year, highest at `peak`; its mean is 1. */
const wave = (dayOfYear: number, peak: number, height: number): number => 1 + height * Math.cos((2 * Math.PI * (dayOfYear - peak)) / 365)

const isChristmas = (dayOfYear: number): boolean => dayOfYear > 355 || dayOfYear < 3

/** Schools see children, and tell: August, Easter and Christmas are quiet, the weeks of term are not. */
const term = (dayOfYear: number): number => (dayOfYear > 203 && dayOfYear < 245 ? 0.78 : isChristmas(dayOfYear) ? 0.7 : 1.05)

const SHAPES: Readonly<Record<Rhythm, Shape>> = {
  office: {
    comes: [0.23, 0.21, 0.2, 0.18, 0.16, 0.01, 0.01],
    works: [0.2, 0.2, 0.2, 0.2, 0.2, 0, 0],
    opens: 8.75,
    closes: 17.25,
    season: (day) => wave(day, 25, 0.05) * (isChristmas(day) ? 0.75 : 1),
  },
  hospital: {
    comes: [0.18, 0.17, 0.17, 0.17, 0.17, 0.08, 0.06],
    works: [0.18, 0.17, 0.17, 0.17, 0.18, 0.08, 0.05],
    opens: 8,
    closes: 19,
    season: (day) => wave(day, 20, 0.1),
  },
  children: {
    comes: [0.2, 0.2, 0.19, 0.18, 0.17, 0.03, 0.03],
    works: [0.2, 0.2, 0.2, 0.2, 0.2, 0, 0],
    opens: 8.5,
    closes: 18,
    season: term,
  },
}

/** 0 is a Monday: 1970-01-01 was a Thursday. */
export const weekday = (day: LocalDay): number => (((day + 3) % 7) + 7) % 7
const SUNDAY = 6

/** The share of a usual week's arrivals that comes on this day. */
export function arrivalShare(rhythm: Rhythm, day: LocalDay, calendar: Calendar): number {
  const { comes, season } = SHAPES[rhythm]
  const usual = comes[weekday(day)] ?? 0
  const share = isHoliday(day, calendar) ? (comes[SUNDAY] ?? 0) : isHoliday(day - 1, calendar) ? usual * 1.4 : usual
  return share * season(dayOfYear(day))
}

/** The share of a usual week's work that can be done on this day. */
export function workShare(rhythm: Rhythm, day: LocalDay, calendar: Calendar): number {
  const { works } = SHAPES[rhythm]
  return works[isHoliday(day, calendar) ? SUNDAY : weekday(day)] ?? 0
}

const isHoliday = (day: LocalDay, calendar: Calendar): boolean => weekday(day) < 5 && !isWorkingDay(day, calendar)
const dayOfYear = (day: LocalDay): number => (((day + 0.5) % 365.25) + 365.25) % 365.25

/** Some moment of the day's work. */
export const workMoment = (chance: Uniform, rhythm: Rhythm, day: LocalDay, timeZone: string): Instant =>
  onDay(day, between(chance, SHAPES[rhythm].opens, SHAPES[rhythm].closes), timeZone)

/** Some moment at which people turn to the council: any hour of its day, mid-morning and mid-afternoon most of all. */
export const arrivalMoment = (chance: Uniform, rhythm: Rhythm, day: LocalDay, timeZone: string): Instant => {
  const { opens, closes } = SHAPES[rhythm]
  return onDay(day, opens + ((closes - opens) * (chance() + chance())) / 2, timeZone)
}

/** When a day's work begins and ends. */
export const workingHours = (rhythm: Rhythm, day: LocalDay, timeZone: string): { readonly opensAt: Instant; readonly closesAt: Instant } => ({
  opensAt: onDay(day, SHAPES[rhythm].opens, timeZone),
  closesAt: onDay(day, SHAPES[rhythm].closes, timeZone),
})

/** A wall-clock hour of a local day, to the second. The clocks change before any office opens. */
export const onDay = (day: LocalDay, hour: number, timeZone: string): Instant => {
  const noon = startOfDay(day + 1, timeZone) - 12 * HOUR
  return noon + Math.round((hour - 12) * 3600) * SECOND
}

/** The first working day after `day`, `count` of them on. */
export function workingDaysOn(day: LocalDay, count: number, calendar: Calendar): LocalDay {
  let on = day
  for (let left = count; left > 0;) if (isWorkingDay(++on, calendar)) left--
  return on
}
