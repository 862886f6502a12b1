import type { LocalDay } from '../local-time.ts'
import type { Flow } from './flow.ts'
import { type FlowSignal, LEAST_WAITING } from './signal.ts'
import { type Series, windowOf } from './stall.ts'
import type { Judged } from './stage-flows.ts'

/** When what was out of the ordinary is over. It leaves at another point than it entered, so that it does not come and go. */

/** Back to this share of what is usual, over so many working days, and the stage flows again. */
const FLOWS_AGAIN = 0.5
const LEAST_AGAIN = 2
const FLOWS_FOR = [2, 3, 4, 5] as const
const DRAINED = 0.5

/** Whether a stage that was blocked flows again, or has nothing left to hold. */
export function flowsAgain(flow: Flow, { departed }: Judged, since: LocalDay): boolean {
  const { usual, today } = departed
  if (flow.waiting < Math.min(LEAST_WAITING, usual.mean * DRAINED)) return true
  return FLOWS_FOR.some((over) => {
    const window = windowOf(departed, over)
    if (window.since < since) return false
    return window.count + today.count >= Math.max(LEAST_AGAIN, FLOWS_AGAIN * window.expected)
  })
}

const USUAL_FOR = 5
const NEARLY = 0.15

/** Whether a surge or a drop of capacity is back to nearly the usual, whatever the longer windows still remember. */
export function isUsualAgain(kind: FlowSignal, { arrived, departed }: Judged): boolean {
  if (kind === 'surge') return share(arrived) <= 1 + NEARLY
  return kind === 'capacity-drop' && share(departed) >= 1 - NEARLY
}

function share(series: Series): number {
  const { count, expected } = windowOf(series, USUAL_FOR)
  return expected > 0 ? count / expected : 1
}
