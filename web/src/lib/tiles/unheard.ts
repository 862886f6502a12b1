import type { Board, StageBoard } from '@weir/shared/contract/board'
import type { PackView } from '@weir/shared/contract/pack-view'
import { dependsOn, feeds } from '@weir/shared/domain/feeds'
import { sourceState } from './source-state.ts'

export type Unheard = (stage: Pick<StageBoard, 'service' | 'pathway' | 'stage'>) => boolean

/** One and the same as long as all are heard: whoever draws stages has nothing to do anew. */
const ALL_HEARD: Unheard = () => false

/** Which stages nobody knows how they stand: a source that writes down their cases is late or silent. */
export function unheardStages({ locality, sources }: Pick<Board, 'locality' | 'sources'>, pack: Pick<PackView, 'sources' | 'pathways'>, now: number): Unheard {
  const late = sources.filter((source) => ['late', 'silent'].includes(sourceState(source, now)))
  if (late.length === 0) return ALL_HEARD
  return ({ service, pathway, stage }) => late.some(({ id }) => dependsOn(pack, id, service, locality) && feeds(pack, id, pathway, stage))
}
