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

/** More than is usual. */
export const riseOf = (series: Series, alarm: number): Shift | null =>
  rarest(series, alarm, ({ count, expected }) => count >= RISEN * expected && count >= expected + LEAST_MORE, chanceOfAtLeast)

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
