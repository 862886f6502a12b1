import type { StageBoard } from '@weir/shared/contract/board'
import type { PackView } from '@weir/shared/contract/pack-view'

const ORDER: readonly StageBoard['kind'][] = ['queue', 'work', 'service']

/** Which of waiting, in hand and receiving a service has at all: a nought is told only where there could be another figure. */
export function kindsByService(pack: PackView): ReadonlyMap<string, readonly StageBoard['kind'][]> {
  const services = [...new Set(pack.pathways.map((pathway) => pathway.service))]
  return new Map(
    services.map((service) => {
      const kinds = new Set(pack.pathways.filter((pathway) => pathway.service === service).flatMap((pathway) => pathway.stages.map((stage) => stage.kind)))
      return [service, ORDER.filter((kind) => kinds.has(kind))]
    }),
  )
}
