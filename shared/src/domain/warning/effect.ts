import { massAt } from '../count-mass.ts'
import type { Signal } from '../blockage/signal.ts'
import type { Judged } from '../blockage/stage-flows.ts'
import type { Series } from '../blockage/stall.ts'

/**
 * What an open signal means for the days to come: departures (a blockage, a capacity drop) or arrivals (a surge) at so much of
 * their usual pace, as since it began. A signal stays open for some days after its cause is gone, so each day since it began
 * is asked which pace it fits better, and `going` is the chance that it still goes on. How long it will: as likely as not for
 * as long again as it has lasted.
 */
export interface Effect {
  readonly arrivals: number
  readonly departures: number
  readonly going: number
  /** so far, in working days */
  readonly lasted: number
}

export const NO_EFFECT: Effect = { arrivals: 1, departures: 1, going: 0, lasted: 0 }

/** What is found out by looking for it is exaggerated: as many usual days are counted in. Nobody doubts a standstill. */
const DOUBTED_DAYS = 2
const ENDS_A_DAY = 0.07
const SURE_AT_FIRST = 0.97
const ROUNDS = 2
const LEAST_WORTH = 0.1
const SMALLEST_RATIO = 0.03
const IMPOSSIBLE = 1e-300

export function effectOf(open: Signal | null, { arrived, departed }: Judged, rates: { readonly arrived: number; readonly departed: number }): Effect {
  if (open === null) return NO_EFFECT
  const { kind } = open
  switch (kind) {
    case 'blockage':
      return departing(paceSince(departed, rates.departed, open, 0))
    case 'capacity-drop':
      return departing(paceSince(departed, rates.departed, open, DOUBTED_DAYS))
    case 'surge': {
      const { ratio, going, lasted } = paceSince(arrived, rates.arrived, open, DOUBTED_DAYS)
      return { arrivals: Math.max(1, ratio), departures: 1, going, lasted }
    }
    case 'bottleneck': // it tells no cause, and the paces know its growth already
    case 'recording-lag': // nothing is foretold at all
      return NO_EFFECT
    default:
      return kind satisfies never
  }
}

interface Since {
  readonly ratio: number
  readonly going: number
  readonly lasted: number
}

const departing = ({ ratio, going, lasted }: Since): Effect => ({ arrivals: 1, departures: Math.min(1, ratio), going, lasted })

function paceSince({ days, rhythm, usual }: Series, rate: number, { since }: Signal, doubted: number): Since {
  const seen = days.filter(({ day }) => day >= since).map(({ day, count }) => ({ count, worth: rhythm.worth(day), going: 1 }))
  const lasted = seen.reduce((sum, { worth }) => sum + worth, 0)
  if (rate === 0 || lasted === 0) return { ratio: 1, going: 0, lasted }
  let [ratio, going] = [1, 1]
  for (let round = 0; round < ROUNDS; round++) {
    const count = seen.reduce((sum, day) => sum + day.going * day.count, doubted * rate)
    ratio = count / seen.reduce((sum, day) => sum + rate * day.going * day.worth, doubted * rate)
    going = SURE_AT_FIRST
    for (const day of seen) {
      going = goingAfter(going * (1 - ENDS_A_DAY * Math.min(1, day.worth)), day, rate, ratio, usual.dispersion)
      day.going = going
    }
  }
  return { ratio, going, lasted }
}

/** Bayes' rule for one day's count: at the pace of the signal, or at the usual one again. */
function goingAfter(
  before: number,
  { count, worth }: { readonly count: number; readonly worth: number },
  rate: number,
  ratio: number,
  dispersion: number,
): number {
  if (worth < LEAST_WORTH) return before
  const chanceAt = (mean: number) => Math.max(IMPOSSIBLE, massAt(count, mean, dispersion > 1 ? mean / (dispersion - 1) : Infinity))
  const on = before * chanceAt(rate * worth * Math.max(SMALLEST_RATIO, ratio))
  return on / (on + (1 - before) * chanceAt(rate * worth))
}
