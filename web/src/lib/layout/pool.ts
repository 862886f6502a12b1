import type { FlowBoard } from '@weir/shared/contract/flow'
import type { StageBoard } from '@weir/shared/contract/board'

/**
 * A stage as a pool behind a weir, in shares of its own height and width: how high what waits stands against where it usually
 * stands, how much of it is overdue, and how wide the streams are that come in and go out. The usual level is drawn at the same
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

/**
 * A week's flow and a usual week's, as shares of the room beside a pool. What comes in and what goes out of one stage are on one
 * scale, and the greater of their usual weeks takes the same room at every pool: as with the water, what is usual looks the same
 * everywhere, however full the pool is, and what is more or less is seen against its frame.
 */
export interface Fall {
  readonly is: number
  readonly usual: number | null
}

/** The usual level stands at this height. */
export const USUAL_AT = 0.4
/** Of a pool that usually holds fewer than this, one more is no flood. */
const LEAST_USUAL = 4
/** So that something is never drawn as nothing. */
const LEAST = 0.04
const WORKING_WEEK = 5
/** The usual week takes half of the room beside the pool: twice as much fills it. */
const USUAL_WIDTH = 0.5
/** Where hardly anybody comes in a week, one more is no torrent. */
const LEAST_WEEK = 5
const LEAST_WIDTH = 0.1

type Stage = Pick<StageBoard, 'waiting' | 'overdue' | 'arrivals' | 'departures'>

export function poolOf(stage: Stage, flow: FlowBoard | undefined, before: number | null, mostWaiting: number): Pool {
  const height = heightOn(flow?.usual.waiting ?? null, mostWaiting)
  const usual = flow ? usualWeek(flow) : null
  const { arrivals, departures } = usual ?? { arrivals: stage.arrivals.d7, departures: stage.departures.d7 }
  const week = Math.max(LEAST_WEEK, arrivals, departures)
  return {
    ...waterOf(stage, flow?.usual.waiting ?? null, mostWaiting),
    tide: before === null || before === stage.waiting ? null : Math.min(1, height(before)),
    inflow: { is: widthOf(stage.arrivals.d7, week), usual: usual && widthOf(arrivals, week) },
    outflow: { is: widthOf(stage.departures.d7, week), usual: usual && widthOf(departures, week) },
  }
}

/** What comes and goes in a usual week, from what does on an ordinary working day. */
export const usualWeek = ({ usual }: FlowBoard) => ({ arrivals: usual.arrivals * WORKING_WEEK, departures: usual.departures * WORKING_WEEK })

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

const widthOf = (flow: number, week: number): number => (flow <= 0 ? 0 : Math.min(1, Math.max(LEAST_WIDTH, (flow / week) * USUAL_WIDTH)))
