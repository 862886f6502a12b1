import type { FlowBoard } from '@weir/shared/contract/flow'
import type { StageBoard } from '@weir/shared/contract/board'

/**
 * A stage as a pool behind a weir, in shares of its own height and width: how high what waits stands against where it usually
 * stands, how much of it is overdue, and how wide the water is that falls in and out. The usual level is drawn at the same
 * height in every pool, so that a wall on which all is usual is a calm line, and what rises above it is seen without a word.
 */
export interface Pool extends Water {
  /** where it stood at the last huddle */
  readonly tide: number | null
  readonly inflow: Fall
  readonly outflow: Fall
}

/** What of a pool is seen from across a room. */
export interface Water {
  /** from the bed, 0, to the rim, 1 */
  readonly surface: number
  /** where it usually stands; null where nobody can say yet, and then the surface tells only which pools are large */
  readonly usual: number | null
  /** more is there than the pool can show */
  readonly brimming: boolean
  /** the part of the water that is past its time limit: it stands nearest to the weir */
  readonly overdue: number
}

/** A week's flow and a usual week's, as widths on the scale that the stages of a journey share. */
export interface Fall {
  readonly is: number
  readonly usual: number | null
}

export interface PoolScale {
  /** the greatest flow of a week, or of a usual one, in the journey */
  readonly mostFlow: number
  /** the most that waits in any stage of the wall: what pools of unknown usual are measured by */
  readonly mostWaiting: number
}

/** The usual level stands at this height. */
export const USUAL_AT = 0.4
/** Of a pool that usually holds fewer than this, one more is no flood. */
const LEAST_USUAL = 4
/** So that something is never drawn as nothing. */
const LEAST = 0.04
const WORKING_WEEK = 5

type Stage = Pick<StageBoard, 'waiting' | 'overdue' | 'arrivals' | 'departures'>

export function poolOf(stage: Stage, flow: FlowBoard | undefined, before: number | null, scale: PoolScale): Pool {
  const usual = flow?.usual
  const height = heightOn(usual?.waiting ?? null, scale.mostWaiting)
  const fall = (week: number, day: number | undefined): Fall => ({
    is: widthOf(week, scale.mostFlow),
    usual: day === undefined ? null : widthOf(day * WORKING_WEEK, scale.mostFlow),
  })
  return {
    ...waterOf(stage, usual?.waiting ?? null, scale.mostWaiting),
    tide: before === null || before === stage.waiting ? null : Math.min(1, height(before)),
    inflow: fall(stage.arrivals.d7, usual?.arrivals),
    outflow: fall(stage.departures.d7, usual?.departures),
  }
}

export function waterOf({ waiting, overdue }: Pick<Stage, 'waiting' | 'overdue'>, usual: number | null, mostWaiting: number): Water {
  const height = heightOn(usual, mostWaiting)
  return {
    surface: Math.min(1, height(waiting)),
    usual: usual === null ? null : height(usual),
    brimming: height(waiting) > 1,
    overdue: waiting === 0 ? 0 : Math.min(1, overdue / waiting),
  }
}

function heightOn(usual: number | null, most: number): (waiting: number) => number {
  const share = (waiting: number) => (usual === null ? Math.sqrt(waiting / Math.max(1, most)) * USUAL_AT : (waiting / Math.max(usual, LEAST_USUAL)) * USUAL_AT)
  return (waiting) => (waiting <= 0 ? 0 : Math.max(LEAST, share(waiting)))
}

const widthOf = (week: number, most: number): number => (week <= 0 || most <= 0 ? 0 : Math.min(1, Math.max(LEAST, week / most)))

/** The scale of one journey. */
export function poolScale(stages: readonly Stage[], flows: readonly (FlowBoard | undefined)[], mostWaiting: number): PoolScale {
  const weeks = stages.flatMap(({ arrivals, departures }) => [arrivals.d7, departures.d7])
  const usual = flows.flatMap((flow) => (flow ? [flow.usual.arrivals * WORKING_WEEK, flow.usual.departures * WORKING_WEEK] : []))
  return { mostFlow: Math.max(0, ...weeks, ...usual), mostWaiting }
}
