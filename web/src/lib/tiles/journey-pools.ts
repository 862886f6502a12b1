import type { BlockageBoard } from '@weir/shared/contract/blockage'
import type { StageBoard } from '@weir/shared/contract/board'
import type { FlowBoard } from '@weir/shared/contract/flow'
import type { Text } from '@weir/shared/contract/pack'
import type { PackView } from '@weir/shared/contract/pack-view'
import { pathwayName, stageName } from '@weir/shared/words/name'
import { type JourneyStrips, poolsOf, receivedAtEnd } from '../layout/journey-strips.ts'
import { type Pool, poolOf } from '../layout/pool.ts'
import { signalAt } from './signals.ts'
import type { Unheard } from './unheard.ts'

/** A journey with all that its row shows: a row that is the same as before is not drawn again, whatever else has changed. */
export interface JourneyRow {
  readonly pathway: string
  /** null where journeys of one stage each share a row, and each pool has its journey's name */
  readonly name: Text | null
  /** the service that begins with it, where there are several */
  readonly begins: string | null
  /** where it flows to: the stages at its end in which somebody receives care */
  readonly received: readonly StageBoard[]
  readonly pools: readonly StagePool[]
}

/** A stage with its pool and with what is told of it: what a cell of a journey draws. */
export interface StagePool {
  readonly stage: StageBoard
  readonly name: Text
  readonly flow: FlowBoard | undefined
  readonly pool: Pool
  readonly signal: BlockageBoard | undefined
  /** a source that writes its cases down is late: nobody knows how it stands */
  readonly late: boolean
  /** the wall of what is told of it */
  readonly href: string | null
}

interface Shown {
  readonly flows: readonly FlowBoard[]
  readonly blockages: readonly BlockageBoard[]
  readonly unheard: Unheard
  /** how many were in a stage at the last huddle; null where nobody remembers */
  readonly before: (stage: StageBoard) => number | null
  readonly hrefOf: (stage: StageBoard) => string | null
}

/** The rows of a place's picture in the order of its journeys; journeys that are all of one stage make one row together. */
export function journeyRows({ strips }: Pick<JourneyStrips, 'strips'>, shown: Shown, pack: PackView): readonly JourneyRow[] {
  const mostWaiting = mostWaitingOf(strips.flatMap(({ stages }) => stages))
  const poolsFor = (stages: readonly StageBoard[], nameOf: (stage: StageBoard) => Text) =>
    stages.map((stage) => stagePool(stage, nameOf(stage), shown, mostWaiting))
  if (strips.every(({ stages }) => stages.length === 1)) {
    const pools = poolsFor(strips.flatMap(({ stages }) => stages), ({ pathway }) => pathwayName(pack, pathway)) // prettier-ignore
    return [{ pathway: '', name: null, begins: null, received: [], pools }]
  }
  const several = new Set(strips.map(({ service }) => service)).size > 1
  return strips.map((journey, index) => ({
    pathway: journey.pathway,
    name: pathwayName(pack, journey.pathway),
    begins: several && strips[index - 1]?.service !== journey.service ? journey.service : null,
    received: receivedAtEnd(journey).filter(({ waiting }) => waiting > 0),
    pools: poolsFor(poolsOf(journey), ({ pathway, stage }) => stageName(pack, pathway, stage)),
  }))
}

function stagePool(stage: StageBoard, name: Text, { flows, blockages, unheard, before, hrefOf }: Shown, mostWaiting: number): StagePool {
  const [flow, signal] = [flowAt(flows, stage), signalAt(blockages, stage)]
  const pool = poolOf(stage, flow, before(stage), mostWaiting)
  return { stage, name, flow, pool, signal, late: unheard(stage), href: signal ? hrefOf(stage) : null }
}

export const flowAt = (flows: readonly FlowBoard[], { pathway, stage }: { readonly pathway: string; readonly stage: string | null }) =>
  flows.find((flow) => flow.pathway === pathway && flow.stage === stage)

/** Of what can wait: what is being received is not measured by it. */
const mostWaitingOf = (stages: readonly StageBoard[]): number => Math.max(0, ...stages.map(({ kind, waiting }) => (kind === 'service' ? 0 : waiting)))
