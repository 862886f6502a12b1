import type { LocalDay } from '../local-time.ts'
import { chanceOfAtMost, chanceOfNone, likelier } from './chance.ts'
import type { Counted } from './flow.ts'
import type { Lateness } from './lateness.ts'
import type { Rhythm } from './rhythm.ts'
import type { Usual } from './usual.ts'

/** A series of counts together with all that is needed to judge it. Only days that are over are in it, oldest first. */
export interface Series {
  readonly days: readonly Counted[]
  /** the first day on which it was watched: what came before it was there already; infinite where nothing ever came */
  readonly began: LocalDay
  /** the day that is not over, and what it has brought so far */
  readonly today: Counted
  readonly usual: Usual
  readonly rhythm: Rhythm
  readonly lateness: Lateness
}

/** Some last days of a series: what they brought, and what they are worth, as far as it can be known by now. */
export interface Window {
  readonly since: LocalDay
  readonly count: number
  readonly worth: number
  /** working days, whether or not all of their records can have come */
  readonly lasted: number
  readonly expected: number
}

export interface Stall extends Window {
  readonly chance: number
}

/** No stage is said to have stalled after less than three working days: records that are two days late have come by then. */
export const LEAST_SPELL = 2.5
/** Where a day without any is no rarity, a stall cannot be told in three days anyway, and one must be surer of it. */
const RARE_DAY = 0.13
const SURER = 0.1
/** The spell must be longer by this than any that was usual. */
const LONGER_THAN_QUIET = 0.4
/**
 * A trickle is no more than this of what is usual, over so many working days; it is looked for twice, so it must be rarer.
 * Found by simulation (shared/test/blockage-scores.ts, places at 30 in 100 of their speed): at 0.2, two of five are taken for
 * blocked.
 */
const TRICKLE = 0.1
const TRICKLE_OVER = [6, 12] as const
const TRICKLE_CHANCE = 0.03
/** A stage at a third of its speed would let so few through no oftener than this: else it has slowed, not stopped. */
const SLOW_WOULD = 0.003
const SLOW = 0.3

/**
 * Whether a count has stopped: none at all for so long that chance would do it less often than `alarm`, or a trickle. Method:
 * the tail of a negative binomial with the mean and dispersion that are usual (a run of zeroes, tested as one), the days
 * weighed by what they are worth and by how many of their records can have come. `toldOn` is the day on
 * which a drop of capacity was told: what stops from then on is measured against the slower speed.
 */
export function stallOf(series: Series, alarm: number, toldOn: LocalDay | null = null): Stall | null {
  const { usual } = series
  const spell = quietSpell(series)
  if (spell && spell.lasted >= LEAST_SPELL && spell.worth > usual.quiet + LONGER_THAN_QUIET) {
    const chance = chanceOfSpell(series, spell, toldOn !== null && toldOn <= spell.since ? 1 : SLOWED)
    if (chance <= (chanceOfNone(usual, 1) > RARE_DAY ? alarm * SURER : alarm)) return { ...spell, chance }
  }
  for (const over of TRICKLE_OVER) {
    const window = windowOf(series, over)
    if (window.worth < over * 0.9 || window.count > TRICKLE * window.expected) continue
    const chance = chanceOfAtMost(usual, window.count, window.worth)
    if (chance <= alarm * TRICKLE_CHANCE && chanceOfAtMost(slower(usual, SLOW), window.count, window.worth) <= SLOW_WOULD) return { ...window, chance }
  }
  return null
}

/** The days since there was last one; null where there was one today or yesterday. */
export function quietSpell(series: Series): Window | null {
  if (series.today.count > 0) return null
  const last = series.days.findLastIndex(({ count }) => count > 0)
  const quiet = series.days.slice(last + 1)
  const first = quiet.find(({ day }) => series.rhythm.worth(day) > 0.5) ?? quiet[0]
  return first ? weighed(series, quiet, first.day) : null
}

/** The last days, as many as are worth so many working days. */
export function windowOf(series: Series, worth: number, before: LocalDay = Infinity): Window {
  let from = series.days.length
  let found = 0
  while (from > 0 && found < worth) {
    const day = series.days[--from]?.day ?? 0
    if (day < before) found += series.rhythm.worth(day)
  }
  const days = series.days.slice(from).filter(({ day }) => day < before)
  return weighed(series, days, days[0]?.day ?? series.today.day)
}

/** All of `days` since a day, those out of the ordinary among them, and what today, the last of them, has brought so far. */
export function windowSince(days: readonly Counted[], series: Series, since: LocalDay): Window {
  const over = days.filter(({ day }) => day >= since && day < series.today.day)
  const window = weighed(series, over, since)
  return { ...window, count: window.count + series.today.count }
}

function weighed({ usual, rhythm, lateness, today }: Series, days: readonly Counted[], since: LocalDay): Window {
  const worth = days.reduce((sum, { day }) => sum + rhythm.worth(day) * lateness.known(today.day - 1 - day), 0)
  const lasted = days.reduce((sum, { day }) => sum + rhythm.worth(day), 0)
  return { since, worth, lasted, count: days.reduce((sum, { count }) => sum + count, 0), expected: usual.mean * worth }
}

/** How much slower a stage is taken to be that has slowed down, and the odds that it did, before looking at the counts. */
const SLOWER = 0.5
const SLOWED = 0.03
/** It may have slowed down so many working days before the spell; each is as likely as the others. */
const SINCE = [3, 6, 10, 15] as const
const slower = (usual: Usual, speed: number): Usual => ({ ...usual, mean: usual.mean * speed })

/**
 * The chance of the spell where nothing has stopped. If the days before it had slowed down already, none at all is less of a
 * surprise: each time since which that may be so is weighed by how well the counts before the spell speak for it (Bayes).
 */
function chanceOfSpell(series: Series, { since, worth }: Window, slowed: number): number {
  const { usual } = series
  const half = slower(usual, SLOWER)
  const odds = SINCE.reduce((sum, over) => sum + (slowed / SINCE.length) * likelier(half, usual, windowOf(series, over, since)), 0)
  return (chanceOfNone(usual, worth) + odds * chanceOfNone(half, worth)) / (1 + odds)
}
