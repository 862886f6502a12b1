import type { DayValue } from './place.ts'

/**
 * The line that is watched where the pack gives none. What was rare is worth a warning: the highest that 95 in 100 of the last
 * thirteen weeks' days had. It must also lie above today's by as much as the value usually moves within a week, or one would be
 * warned of nothing but its usual ups and downs.
 */
const WEEKS = 13
const WEEK = 7
const SHARE = 0.95
const LEAST_ABOVE = 2
const ABOVE = 0.05
/** Days of history with which a line can be drawn from it. */
const KNOWN_DAYS = 28

/** `past` is the value at the end of each day that is over, oldest first; null where there is too little of it. */
export function usualLine(now: number, past: readonly DayValue[]): number | null {
  const known = past.slice(-WEEKS * WEEK)
  if (known.length < KNOWN_DAYS) return null
  const sorted = known.map(({ value }) => value).sort((a, b) => a - b)
  const highest = sorted[Math.ceil(SHARE * sorted.length) - 1] ?? 0
  return Math.max(highest, Math.ceil(now + Math.max(LEAST_ABOVE, ABOVE * now, weeklyMove(known))))
}

/** Half as many again as today, and at least five: for what is overdue, where nobody has kept what it was. */
export const overdueLine = (now: number): number => Math.max(FEWEST_OVERDUE, Math.ceil(HALF_AGAIN * now))
const FEWEST_OVERDUE = 5
const HALF_AGAIN = 1.5

/** The root mean square of what a week changed. */
function weeklyMove(known: readonly DayValue[]): number {
  const moves = known.slice(WEEK).map(({ value }, index) => value - (known[index]?.value ?? 0))
  return Math.sqrt(moves.reduce((sum, move) => sum + move * move, 0) / Math.max(1, moves.length))
}
