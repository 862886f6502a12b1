import type { WarningLine } from '../../contract/warning.ts'
import type { Paths } from './simulate.ts'

/** More than so many people, but a level as soon as it is reached. */
export const crosses = (line: WarningLine, value: number, threshold: number): boolean => (line === 'level' ? value >= threshold : value > threshold)

/** The chance that more than so many wait, or are overdue, at the end of any day up to each day. Never quite 0 or 1: nobody knows that. */
export function chancesAbove({ days, count }: Pick<Paths, 'days' | 'count'>, values: Int32Array, threshold: number): Float64Array {
  const first = new Float64Array(days)
  for (let at = 0; at < count * days; at += days) {
    let day = 0
    while (day < days && (values[at + day] ?? 0) <= threshold) day++
    if (day < days) first[day] = (first[day] ?? 0) + 1
  }
  return upTo(first, count)
}

/**
 * The chance that a service's level in a place reaches a step. `scoreAt` says what the level is made of for so many waiting and
 * overdue in all its stages there, everything else being as it is now; the stages are simulated apart, path by path.
 * @throws RangeError where the stages were simulated over different days or paths
 */
export function chancesOfScore(stages: readonly Paths[], scoreAt: (waiting: number, overdue: number) => number, threshold: number): Float64Array {
  const [head] = stages
  if (!head) return new Float64Array(0)
  const { days, count } = head
  if (stages.some((stage) => stage.days !== days || stage.count !== count)) throw new RangeError('stages were simulated over different days or paths')
  const waiting = summed(stages.map((stage) => stage.waiting), days * count) // prettier-ignore
  const overdue = summed(stages.flatMap((stage) => stage.overdue ?? []), days * count) // prettier-ignore
  const first = new Float64Array(days)
  if (scoreAt(greatest(waiting), greatest(overdue)) < threshold) return upTo(first, count) // more is never less pressure
  for (let at = 0; at < count * days; at += days) {
    let day = 0
    while (day < days && scoreAt(waiting[at + day] ?? 0, overdue[at + day] ?? 0) < threshold) day++
    if (day < days) first[day] = (first[day] ?? 0) + 1
  }
  return upTo(first, count)
}

const greatest = (values: Int32Array): number => values.reduce((most, value) => Math.max(most, value), 0)

function summed(all: readonly Int32Array[], length: number): Int32Array {
  const sum = new Int32Array(length)
  for (const one of all) for (let at = 0; at < length; at++) sum[at] = (sum[at] ?? 0) + (one[at] ?? 0)
  return sum
}

/** Of how many paths crossed first on each day → the chance by each day. */
function upTo(first: Float64Array, count: number): Float64Array {
  let over = 0
  return first.map((here) => ((over += here) + 0.5) / (count + 1))
}
