import { max } from 'd3-array'
import { area, curveStepAfter } from 'd3-shape'
import type { FlowBoard } from '@weir/shared/contract/flow'

/**
 * A stage day by day: how many were there at the end of each day, reckoned back from now, and what came in (up) and went out
 * (down), each against what is usual. In shares of boxes of 100 by 100; `sinceX` is where it began. Days from before the record
 * began are not among those of a board: then `recordBegins` is the first of them.
 */
export interface Course {
  readonly level: string
  readonly levelUsual: number
  readonly mostLevel: number
  readonly bars: readonly CourseDay[]
  readonly usualIn: number
  readonly usualOut: number
  readonly mostIn: number
  readonly mostOut: number
  readonly sinceX: number | null
  readonly recordBegins: number | null
  /** Mondays */
  readonly weeks: readonly { readonly at: number; readonly x: number }[]
}

export interface CourseDay {
  readonly at: number
  readonly arrived: number
  readonly departed: number
  readonly there: number
  readonly x: number
  readonly width: number
  /** lengths from the middle line, each of at most 50 */
  readonly up: number
  readonly down: number
}

const DAY = 86_400_000
const HALF = 50
/** A board tells so many days, where it was counted for so long (usual-flows.ts). */
const DAYS_TOLD = 42
const MONDAY = 1

export function courseOf({ usual, days }: FlowBoard, waiting: number, since: number): Course | null {
  if (days === null || days.arrived.length === 0) return null
  const there = levelsOf(days.arrived, days.departed, waiting)
  const count = there.length
  const width = 100 / count
  const mostLevel = Math.max(1, usual.waiting, max(there) ?? 0)
  const [mostIn, mostOut] = [max(days.arrived) ?? 0, max(days.departed) ?? 0]
  const mostFlow = Math.max(1, usual.arrivals, usual.departures, mostIn, mostOut)
  const y = (level: number) => 100 - (100 * level) / mostLevel
  const bars = there.map((level, index): CourseDay => {
    const [arrived, departed] = [days.arrived[index] ?? 0, days.departed[index] ?? 0]
    const at = days.from + index * DAY
    return { at, arrived, departed, there: level, x: index * width, width, up: (HALF * arrived) / mostFlow, down: (HALF * departed) / mostFlow }
  })
  const steps: readonly (readonly [number, number])[] = [...bars.map(({ x, there: level }) => [x, y(level)] as const), [100, y(waiting)]]
  const sinceX = ((since - days.from) / DAY) * width
  return {
    level: area<readonly [number, number]>().x(([x]) => x).y0(100).y1(([, top]) => top).curve(curveStepAfter)([...steps]) ?? '', // prettier-ignore
    levelUsual: y(usual.waiting),
    mostLevel,
    bars,
    usualIn: HALF - (HALF * usual.arrivals) / mostFlow,
    usualOut: HALF + (HALF * usual.departures) / mostFlow,
    mostIn,
    mostOut,
    sinceX: sinceX < 0 || sinceX > 100 ? null : sinceX,
    recordBegins: count < DAYS_TOLD ? days.from : null,
    weeks: bars.filter(({ at }) => new Date(at + DAY / 2).getUTCDay() === MONDAY).map(({ at, x }) => ({ at, x })),
  }
}

/** Today is not among the days: what is there now stands for the end of yesterday. */
function levelsOf(arrived: readonly number[], departed: readonly number[], waiting: number): readonly number[] {
  const levels: number[] = []
  for (let index = arrived.length - 1, there = waiting; index >= 0; index--) {
    levels.unshift(Math.max(0, there))
    there += (departed[index] ?? 0) - (arrived[index] ?? 0)
  }
  return levels
}
