import { type Counted, type Flow, NONE_LATE } from '../src/domain/blockage/flow.ts'
import { type Judged, judgedStage } from '../src/domain/blockage/stage-flows.ts'
import type { Series } from '../src/domain/blockage/stall.ts'
import { type LocalDay, startOfDay } from '../src/domain/local-time.ts'
import { negativeBinomial } from '../src/domain/negative-binomial.ts'
import { random } from '../src/domain/random.ts'
import { type Calendar, isWorkingDay } from '../src/domain/working-time.ts'

/** Flows as counts of days, for tests of the detector: office weeks, the last day is today and has brought nothing yet. */
export const OFFICE: Calendar = { timeZone: 'Europe/London', holidays: [] }
export const MONDAY: LocalDay = 20_094 // 6 January 2025

export const midnight = (day: LocalDay): number => startOfDay(day, OFFICE.timeZone)

/** What each working day brought, by its number; the days between bring nothing. */
export function office(counts: readonly number[]): readonly Counted[] {
  const days: Counted[] = []
  let next = 0
  for (let day = MONDAY; next < counts.length; day++) days.push(counted(day, isWorkingDay(day, OFFICE) ? (counts[next++] ?? 0) : 0))
  return [...days, counted(MONDAY + days.length, 0)]
}

export const counted = (day: LocalDay, count: number, late: Counted['late'] = NONE_LATE): Counted => ({ day, count, late })

const EVEN = [3, 5, 4, 6, 2]
/** Twenty in a week, for so many working days, `times` as many. */
export const even = (days: number, times = 1): readonly number[] => Array.from({ length: days }, (_, index) => (EVEN[index % EVEN.length] ?? 0) * times)
export const none = (days: number): readonly number[] => new Array<number>(days).fill(0)

/** As chance has it: the mean of a working day, and the variance over it. */
export function chancy(days: number, mean: number, ratio: number, seed: number): readonly number[] {
  const uniform = random(seed)
  const aDay = negativeBinomial(mean, ratio * mean)
  return Array.from({ length: days }, () => aDay.draw(uniform))
}

export const flow = (arrived: readonly number[], departed: readonly number[], rest: Partial<Flow> = {}): Flow => ({
  arrived: office(arrived),
  departed: office(departed),
  waiting: 60,
  oldestEnteredAt: midnight(MONDAY),
  older: null,
  ...rest,
})

export function judged(one: Flow): Judged {
  const [known] = judgedStage([one], [{ arrived: [], departed: [] }], OFFICE)
  if (!known) throw new RangeError('no flow')
  return known
}

export const series = (counts: readonly number[]): Series => judged(flow(counts, counts)).departed

/** The flow as it was known at the midnight with which a day of it begins. */
export function upTo(one: Flow, day: LocalDay): Flow {
  const until = (days: readonly Counted[]) => [...days.filter((each) => each.day < day), counted(day, 0)]
  return { ...one, arrived: until(one.arrived), departed: until(one.departed) }
}

export const lastDay = (one: Flow): LocalDay => one.arrived.at(-1)?.day ?? MONDAY
