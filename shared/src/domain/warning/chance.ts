import type { WarningLine } from '../../contract/warning.ts'
import type { Paths } from './simulate.ts'

/** More than so many people, but a level as soon as it is reached. */
export const crosses = (line: WarningLine, value: number, threshold: number): boolean => (line === 'level' ? value >= threshold : value > threshold)

/** The chance that more than so many wait, or are overdue, at the end of any day up to each day. Never quite 0 or 1: nobody knows that. */
export function chancesAbove({ days, count }: Pick<Paths, 'days' | 'count'>, values: Int32Array, threshold: number): Float64Array {
  return firstPassage(days, count, (path, day) => (values[path * days + day] ?? 0) > threshold)
}

/**
 * The chance that a service's level in a place reaches a step. `scoreAt` says what the level is made of for so many waiting and
 * overdue in all its stages there, everything else being as it is now; the stages are simulated apart, path by path.
 * @throws RangeError where the stages were simulated over different days or paths
 */
export function chancesOfScore(stages: readonly Paths[], scoreAt: (waiting: number, overdue: number) => number, threshold: number): Float64Array {
  const [first] = stages
  if (!first) return new Float64Array(0)
  const { days, count } = first
  if (stages.some((stage) => stage.days !== days || stage.count !== count)) throw new RangeError('stages were simulated over different days or paths')
  return firstPassage(days, count, (path, day) => {
    const at = path * days + day
    let [waiting, overdue] = [0, 0]
    for (const stage of stages) {
      waiting += stage.waiting[at] ?? 0
      overdue += stage.overdue?.[at] ?? 0
    }
    return scoreAt(waiting, overdue) >= threshold
  })
}

function firstPassage(days: number, count: number, isOver: (path: number, day: number) => boolean): Float64Array {
  const first = new Float64Array(days)
  for (let path = 0; path < count; path++) {
    for (let day = 0; day < days; day++) {
      if (!isOver(path, day)) continue
      first[day] = (first[day] ?? 0) + 1
      break
    }
  }
  let over = 0
  return first.map((here) => ((over += here) + 0.5) / (count + 1))
}
