import { type Counted, NONE_LATE } from '../blockage/flow.ts'
import type { LocalDay } from '../local-time.ts'
import type { Counts } from '../read-board.ts'

/** One day of one stage in one place: what came and what went, how late that was recorded, and what only moved here from another stage. */
export interface StageDay {
  readonly arrived: Counted
  readonly departed: Counted
  readonly moved: number
}

/** One day of one place as the buckets tell it, by stage. */
export type PlaceDay = readonly StageDay[]

const FLOW_FIELD = /^(\d+)\.(arrived|departed|moved)(?::(\d+))?$/

export function placeDay(day: LocalDay, counts: Counts, stages: number): PlaceDay {
  const drafts = Array.from({ length: stages }, () => ({ arrived: draft(day), departed: draft(day), moved: 0 }))
  for (const [name, count] of Object.entries(counts)) {
    const [, stage, flow, late] = FLOW_FIELD.exec(name) ?? []
    const drafted = stage === undefined ? undefined : drafts[Number(stage)]
    if (!drafted || flow === undefined) continue
    if (flow === 'moved') drafted.moved = count
    else if (flow !== 'arrived' && flow !== 'departed') continue
    else if (late === undefined) drafted[flow].count = count
    else drafted[flow].late = new Map([...drafted[flow].late, [Number(late), count]])
  }
  return drafts
}

const draft = (day: LocalDay): { -readonly [K in keyof Counted]: Counted[K] } => ({ day, count: 0, late: NONE_LATE })

/** The same days of several places as one. */
export function together(places: readonly (readonly Counted[])[]): readonly Counted[] {
  const [first = []] = places
  return first.map(({ day }, index) => {
    const days = places.flatMap((place) => place[index] ?? [])
    return { day, count: days.reduce((sum, { count }) => sum + count, 0), late: allLate(days) }
  })
}

function allLate(days: readonly Counted[]): Counted['late'] {
  const sum = new Map<number, number>()
  for (const { late } of days) for (const [by, count] of late) sum.set(by, (sum.get(by) ?? 0) + count)
  return sum.size > 0 ? sum : NONE_LATE
}
