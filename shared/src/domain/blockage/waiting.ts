import { chanceOfBinomial } from './binomial.ts'
import type { Flow } from './flow.ts'
import type { Judged } from './stage-flows.ts'

/** What waits: whether it grows without stop, and whether too much of it is old. */
export interface Growth {
  /** for how many working days it has grown, and by how many */
  readonly days: number
  readonly by: number
  /** the cumulative sum in standard deviations of a day */
  readonly sum: number
}

const SLACK = 0.5
const ALARM = 5
const OVER_DAYS = 60

/**
 * Page's cumulative sum of what came less what went, each day, against half a standard deviation: it grows when more comes
 * than goes for days on end. Alarm at five (Montgomery, Statistical Quality Control, ch. 9). It never reaches behind the first day
 * that was watched: what was there already did not grow.
 */
export function growthOf(flow: Flow, { arrived, departed }: Judged): Growth | null {
  const { rhythm } = departed
  const deviation = Math.sqrt(Math.max(1, arrived.usual.mean) * arrived.usual.dispersion + Math.max(1, departed.usual.mean) * departed.usual.dispersion)
  let sum = 0
  let by = 0
  let days = 0
  const today = flow.arrived.length - 1
  for (let index = Math.max(0, today - OVER_DAYS); index < today; index++) {
    const came = flow.arrived[index]
    if (!came || came.day < arrived.began) continue
    const step = came.count - (flow.departed[index]?.count ?? 0)
    sum = Math.max(0, sum + step / deviation - SLACK * Math.min(1, rhythm.worth(came.day)))
    by = sum === 0 ? 0 : by + step
    days = sum === 0 ? 0 : days + rhythm.worth(came.day)
  }
  return sum >= ALARM ? { days, by, sum } : null
}

export interface Ageing {
  readonly older: number
  readonly expected: number
  readonly chance: number
}

const OLDER_SHARE = 0.15
const RARE = 0.01

/** More than fifteen in a hundred wait longer than eighty-five in a hundred usually did, and not by chance. */
export function ageingOf({ waiting, older }: Flow): Ageing | null {
  if (older === null || waiting === 0) return null
  const chance = chanceOfBinomial(waiting, OLDER_SHARE, older)
  return chance < RARE ? { older, expected: waiting * OLDER_SHARE, chance } : null
}
