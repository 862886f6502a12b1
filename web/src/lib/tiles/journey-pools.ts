import type { BlockageBoard } from '@weir/shared/contract/blockage'
import type { StageBoard } from '@weir/shared/contract/board'
import type { FlowBoard } from '@weir/shared/contract/flow'
import { type Pool, poolOf } from '../layout/pool.ts'
import type { Journey } from '../layout/stage-rows.ts'
import { signalAt } from './signals.ts'

/** A stage with its pool and with what is told of it: what a cell of a journey draws. */
export interface StagePool {
  readonly stage: StageBoard
  readonly flow: FlowBoard | undefined
  readonly pool: Pool
  readonly signal: BlockageBoard | undefined
}

interface Shown {
  readonly flows: readonly FlowBoard[]
  readonly blockages: readonly BlockageBoard[]
  /** how many were in a stage at the last huddle; null where nobody remembers */
  readonly before: (stage: StageBoard) => number | null
  readonly mostWaiting: number
}

export function stagePools({ stages }: Pick<Journey, 'stages'>, { flows, blockages, before, mostWaiting }: Shown): readonly StagePool[] {
  return stages.map((stage) => {
    const flow = flowAt(flows, stage)
    return { stage, flow, pool: poolOf(stage, flow, before(stage), mostWaiting), signal: signalAt(blockages, stage) }
  })
}

export const flowAt = (flows: readonly FlowBoard[], { pathway, stage }: { readonly pathway: string; readonly stage: string | null }) =>
  flows.find((flow) => flow.pathway === pathway && flow.stage === stage)

/** Of what can wait: what is being received is not measured by it. */
export const mostWaitingOf = (stages: readonly StageBoard[]): number => Math.max(0, ...stages.map(({ kind, waiting }) => (kind === 'service' ? 0 : waiting)))
