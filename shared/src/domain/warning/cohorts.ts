import type { LocalDay } from '../local-time.ts'
import type { Uniform } from '../random.ts'
import type { Due, DayValue, Place } from './place.ts'

/**
 * Those who wait, by the day on which they are due: who of them leaves decides how many are overdue. Some departures take the
 * one that is due first, the others anybody; in what share is learnt from how many of those who left were overdue, against how
 * many that would be under either rule.
 */
export interface Cohorts {
  /** all as it is today */
  begin(): void
  /** one day's arrivals and departures → how many are overdue at its end */
  step(day: number, arrived: number, departed: number): number
}

export function openCohorts(waiting: number, due: Due, today: LocalDay, days: number, dueFirst: number, uniform: Uniform): Cohorts {
  const start = new Int32Array(days + 1) // by day of due; the last holds whoever is due later or never
  let dated = due.overdue
  for (const [day, count] of due.dueByDay) {
    if (day >= today + days) continue
    const at = Math.max(0, day - today)
    start[at] = (start[at] ?? 0) + count
    dated += count
  }
  start[days] = Math.max(0, waiting - dated)
  const comes = Int32Array.from({ length: days }, (_, day) => Math.min(days, Math.max(day, (due.dueOf?.(today + day) ?? Infinity) - today)))
  const bins = new Int32Array(days + 1)
  let overdue = 0
  let total = 0

  const leave = (day: number): void => {
    let skip = uniform() < dueFirst ? 0 : Math.floor(uniform() * total)
    total--
    if (skip < overdue) return void overdue--
    skip -= overdue
    for (let at = day; at <= days; at++) {
      const here = bins[at] ?? 0
      if (skip < here) return void (bins[at] = here - 1)
      skip -= here
    }
  }

  return {
    begin: () => {
      bins.set(start)
      overdue = due.overdue
      total = dated + (start[days] ?? 0)
    },
    step: (day, arrived, departed) => {
      const at = comes[day] ?? days
      bins[at] = (bins[at] ?? 0) + arrived
      total += arrived
      for (let left = Math.min(departed, total); left > 0; left--) leave(day)
      overdue += bins[day] ?? 0
      bins[day] = 0
      return overdue
    },
  }
}

/** As many people are taken for an even mixture of both rules before the first is seen. */
const ASSUMED = 2
const EVEN = 0.5

/** In what share of the departures the one who is due first leaves first. */
export function dueFirstShare({ judged: { departed } }: Place, { past }: Due, waited: readonly DayValue[]): number {
  const before = new Map(past.map(({ day, count }) => [day + 1, count]))
  const left = new Map(past.map((one) => [one.day, one.left]))
  let [above, most] = [0, 0]
  departed.days.forEach(({ day, count }, index) => {
    const [waiting, overdue, gone] = [waited[index - 1]?.value ?? 0, before.get(day), left.get(day) ?? null]
    if (overdue === undefined || gone === null || waiting === 0) return
    const anybody = count * Math.min(1, overdue / waiting)
    above += Math.min(gone, count) - anybody
    most += Math.min(count, overdue) - anybody
  })
  return Math.min(1, Math.max(0, (above + ASSUMED * EVEN) / (most + ASSUMED)))
}
