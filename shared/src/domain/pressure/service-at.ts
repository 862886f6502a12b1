import type { SignalKind } from '../../contract/blockage.ts'
import type { Board, StageBoard } from '../../contract/board.ts'
import type { DeclaredLevel } from '../../contract/pressure.ts'
import type { Usual } from '../blockage/usual.ts'
import type { InterimAt } from './interim.ts'

/**
 * All that the level of one service in one locality is made of, as it is known at one instant. Places are never summed and
 * services are never mixed: whoever reads the facts gives one of these for each, and it is judged alone.
 */
export interface ServiceAt {
  readonly service: string
  readonly stages: readonly StageAt[]
  readonly comes: readonly ComesAt[]
  /** open signals of duties, such as work that is done and waits for its authorisation */
  readonly dutySignals: readonly SignalKind[]
  readonly capacity: readonly CapacityAt[]
  /** every source that this service here depends on, for its cases or for its capacity */
  readonly sources: readonly SourceAt[]
  readonly declared: DeclaredLevel | null
}

/** The board's figures of a stage, and what the judgement of its flow adds to them. */
export interface StageAt extends Pick<StageBoard, 'pathway' | 'stage' | 'kind' | 'waiting' | 'byPriority' | 'overdue' | 'dueSoon' | 'ended'> {
  /** of those waiting, who receives care meanwhile */
  readonly interim: readonly InterimAt[]
  /** of those waiting, how many have a due instant */
  readonly timed: number
  /** of those waiting, how many wait for longer than 85 in 100 usually did; null where nobody can say yet */
  readonly older: number | null
  /** departures on an ordinary working day, however they ended; null before anything is known */
  readonly departs: Usual | null
  readonly signal: SignalKind | null
  readonly said: readonly SaidAt[]
  /** ids of the sources that write this stage down here; none where nobody knows, and then it depends on all */
  readonly sources: readonly string[]
}

/** A source's own count of what is open, and Weir's for the same stage, team and moment. */
export interface SaidAt {
  readonly source: string
  readonly open: number
  readonly ours: number
}

/** What came into one journey from outside over the last five working days, and what is usual a day. */
export interface ComesAt {
  readonly pathway: string
  readonly arrived: number
  /** what those days are worth, in ordinary working days */
  readonly worth: number
  readonly usual: Usual | null
  /** as in a stage */
  readonly sources: readonly string[]
}

export type CapacityAt = Board['capacity'][number]
export type SourceAt = Pick<Board['sources'][number], 'id' | 'heardAt' | 'lateAt' | 'silentAt'>

/** Fewer working days than these have taught nothing that could be called usual. */
const LEARNT_ENOUGH = 15
export const isLearnt = (usual: Usual | null): usual is Usual => usual !== null && usual.learntFrom >= LEARNT_ENOUGH

/** Queues and work in hand: whoever receives a service waits for nobody. */
export const asks = ({ kind }: StageAt): boolean => kind !== 'service'

export const total = <T>(of: readonly T[], value: (one: T) => number): number => of.reduce((sum, one) => sum + value(one), 0)

/** Whether what is known of some stages stands for all of them: they hold at least half of those who wait. */
export const standsFor = (known: readonly StageAt[], all: readonly StageAt[]): boolean =>
  known.length > 0 && 2 * total(known, ({ waiting }) => waiting) >= total(all, ({ waiting }) => waiting)
