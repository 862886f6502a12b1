import type { Board, Council } from '@weir/shared/contract/board'
import type { PackView } from '@weir/shared/contract/pack-view'
import { UNPLACED } from '@weir/shared/words/name'

type Source = Board['sources'][number]

/**
 * The sources that say anything of what a wall shows: on the wall of a place, those that feed services which are there. That
 * another is silent is no news here. What a level is told to rest on is never left out, whatever the pack says, and what has no
 * locality may come from any.
 */
export function sourcesHere(document: Board | Council, pack: Pick<PackView, 'sources'>): readonly Source[] {
  if (!('locality' in document)) return document.sources
  const services = new Set(servicesOf(document))
  const reporting = new Set([
    ...document.capacity.map(({ source }) => source),
    ...document.pressure.flatMap(({ sources }) => [...sources.late, ...sources.silent]),
  ])
  return document.sources.filter(({ id }) => {
    const feeds = pack.sources.find((source) => source.id === id)
    if (feeds === undefined || reporting.has(id)) return true
    const ofService = services.size === 0 || feeds.services === undefined || feeds.services.some((service) => services.has(service))
    return ofService && (document.locality === UNPLACED || (feeds.localities?.includes(document.locality) ?? true))
  })
}

/** Those with a level, and those with anything in them. */
const servicesOf = ({ pressure, stages }: Board): readonly string[] => [
  ...pressure.map(({ service }) => service),
  ...stages.filter(({ waiting, arrivals, departures }) => waiting + arrivals.d7 + departures.d7 > 0).map(({ service }) => service),
]
