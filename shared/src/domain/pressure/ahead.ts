import type { DriverId, PressureBoard } from '../../contract/pressure.ts'
import type { Threshold } from '../../contract/pressure-file.ts'
import type { PressureConfig } from './config.ts'

/**
 * What the score of a level would be with so many waiting and so many overdue in the stages that it is made of, everything else
 * being as it is now: the same people in the same priorities, at the same pace. In per cent of the points that can be told.
 */
export type ScoreAhead = (waiting: number, overdue: number) => number

/** Null where no level is told, where it is in doubt, or at the highest: there is no next level that could be foretold. */
export function nextLevel({ level, weakened }: PressureBoard, { levels }: PressureConfig): { readonly level: number; readonly from: number } | null {
  const next = level === null || weakened ? undefined : levels[level - 1]
  return next && level !== null ? { level: level + 1, from: next.enter } : null
}

export function scoreAhead({ drivers, score, of }: PressureBoard, config: PressureConfig): ScoreAhead {
  const movedBy = (id: DriverId) => moved(drivers.find((driver) => driver.id === id), config.drivers[id]) // prettier-ignore
  const [load, overdueMoved, dueMoved] = [movedBy('load'), movedBy('overdue'), movedBy('due')]
  const { waiting: waitedNow = 0, perDay = 0 } = load.evidence
  const timed = (all: number | undefined, waiting: number) => Math.max(1, (all ?? 0) + waiting - waitedNow)
  return (waiting, overdue) => {
    const days = waitedNow > 0 ? (load.now * waiting) / waitedNow : perDay > 0 ? waiting / perDay : load.now
    const soon = overdue + (dueMoved.evidence.dueSoon ?? 0)
    const more =
      load.points(days) +
      overdueMoved.points(Math.min(1, overdue / timed(overdueMoved.evidence.of, waiting))) +
      dueMoved.points(Math.min(1, soon / timed(dueMoved.evidence.of, waiting)))
    return of === 0 ? 0 : (100 * (score + more)) / of
  }
}

interface Moved {
  readonly now: number
  readonly evidence: Readonly<Record<string, number>>
  /** how many points more than now another value brings */
  readonly points: (value: number) => number
}

/** What cannot be told now moves nothing. */
function moved(driver: PressureBoard['drivers'][number] | undefined, steps: readonly Threshold[]): Moved {
  if (!driver || driver.value === null) return { now: 0, evidence: {}, points: () => 0 }
  const { value: now, evidence, step, points } = driver
  const bounds = steps.map(({ enter, leave }, index) => (index < step ? leave : enter)) // as in `stepAt`
  return {
    now,
    evidence,
    points: (value) => {
      let reached = bounds.length
      while (reached > 0 && value < (bounds[reached - 1] ?? 0)) reached--
      return (steps[reached - 1]?.points ?? 0) - points
    },
  }
}
