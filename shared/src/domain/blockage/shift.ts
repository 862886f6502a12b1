import { chanceOfAtLeast, chanceOfAtMost } from './chance.ts'
import { type Series, type Window, windowOf } from './stall.ts'

/** A count that goes on, but clearly at another rate than is usual. */
export interface Shift extends Window {
  readonly chance: number
}

/** Over so many working days; each window is looked at, so each must be a little rarer. */
const OVER = [3, 5, 10, 15] as const
const FALLEN = 0.75
const RISEN = 1.3
/** Fewer people more than these are no surge, however rare: where none comes as a rule, one is. */
const LEAST_MORE = 5

/** Fewer than is usual: the rarest of the windows that are rare enough. */
export const fallOf = (series: Series, alarm: number): Shift | null =>
  rarest(series, alarm, (window) => window.count <= FALLEN * window.expected, chanceOfAtMost)

/** More than is usual, and not on one day alone: with its busiest day taken for an ordinary one, the window still has clearly more. */
export const riseOf = (series: Series, alarm: number): Shift | null =>
  rarest(
    series,
    alarm * surerOfFew(series.usual.mean),
    ({ since, count, expected }) => isMore(count, expected) && isMore(count - busiestSince(series, since) + series.usual.mean, expected),
    chanceOfAtLeast,
  )

const isMore = (count: number, expected: number): boolean => count >= RISEN * expected && count >= expected + LEAST_MORE
const busiestSince = ({ days }: Series, since: number): number => days.reduce((most, { day, count }) => (day >= since ? Math.max(most, count) : most), 0)

/**
 * Where fewer than so many come a day, one must be surer: they come in families and in batches, and how unsteadily is not well
 * known. Found by simulation (`shared/test/count-scores.ts`, seeds from 3,000): from three a day on, no surge is lost by it.
 */
const FEW_A_DAY = 3
const SUREST = 0.01
const surerOfFew = (aDay: number): number => Math.max(SUREST, Math.min(1, (aDay / FEW_A_DAY) ** 2))

function rarest(series: Series, alarm: number, clear: (window: Window) => boolean, chanceOf: typeof chanceOfAtMost): Shift | null {
  let found: Shift | null = null
  for (const over of OVER) {
    const window = windowOf(series, over)
    if (window.worth < over * 0.8 || !clear(window)) continue
    const chance = chanceOf(series.usual, window.count, window.worth)
    if (chance <= alarm && (!found || chance < found.chance)) found = { ...window, chance }
  }
  return found
}
