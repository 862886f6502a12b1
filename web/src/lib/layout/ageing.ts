import { ticks } from 'd3-array'
import { area, curveStepAfter, line } from 'd3-shape'
import type { StageBoard } from '@weir/shared/contract/board'

/**
 * For how long those who are there have been there, as steps that fall from all of them to the one who has been there longest: at
 * the ages that the board tells (of half of them, of 85 and of 95 in 100, and of the oldest). Nothing is known in between, so nothing
 * is drawn there but the step. In shares of a box of 100 by 100.
 */
export interface Ageing {
  readonly area: string
  readonly edge: string
  readonly marks: readonly AgeMark[]
  /** where 85 in 100 have usually left; null where nobody can say, or where it lies beyond the one who has been there longest */
  readonly usual: { readonly ageMs: number; readonly x: number } | null
  /** ages in days, for the axis */
  readonly ticks: readonly { readonly days: number; readonly x: number }[]
}

export interface AgeMark {
  readonly share: 50 | 85 | 95 | 100
  readonly ageMs: number
  /** so many have been there for longer, or as long */
  readonly longer: number
  readonly x: number
  readonly y: number
}

const DAY = 86_400_000
const SHARES = [50, 85, 95, 100] as const
const TICKS = 5

type There = Pick<StageBoard, 'waiting' | 'enteredAt' | 'oldestEnteredAt' | 'expectation'>

export function ageingOf({ waiting, enteredAt, oldestEnteredAt, expectation }: There, now: number): Ageing | null {
  if (waiting === 0 || oldestEnteredAt === null) return null
  const entered = { 50: enteredAt.p50, 85: enteredAt.p85, 95: enteredAt.p95, 100: oldestEnteredAt }
  const longest = Math.max(DAY / 24, now - oldestEnteredAt)
  const at = (ageMs: number) => (100 * Math.max(0, ageMs)) / longest
  const marks = SHARES.flatMap((share) => {
    const instant = entered[share]
    if (instant === null) return []
    const longer = share === 100 ? 1 : waiting - Math.ceil((waiting * share) / 100)
    return [{ share, ageMs: now - instant, longer, x: at(now - instant), y: 100 - (100 * longer) / waiting }]
  })
  const usually = expectation?.p85 ?? null
  const points: readonly (readonly [number, number])[] = [[0, 0], ...marks.map(({ x, y }) => [x, y] as const)]
  return {
    area: area<readonly [number, number]>().x(([x]) => x).y0(100).y1(([, y]) => y).curve(curveStepAfter)([...points]) ?? '', // prettier-ignore
    edge: line<readonly [number, number]>().x(([x]) => x).y(([, y]) => y).curve(curveStepAfter)([...points]) ?? '', // prettier-ignore
    marks,
    usual: usually === null || usually > longest ? null : { ageMs: usually, x: at(usually) },
    ticks: ticks(0, longest / DAY, TICKS).map((days) => ({ days, x: at(days * DAY) })),
  }
}
