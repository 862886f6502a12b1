import type { Pack } from '../contract/pack.ts'
import { type Journeys, type Stray, strayStages } from './stray-stages.ts'

/**
 * What depends on a source, as the pack says. One that says nothing, or is not listed, concerns everything: whoever does not
 * know what a silent source would have told cannot rely on anything.
 */
interface Sources {
  readonly sources: readonly (Pick<Pack['sources'][number], 'id' | 'feeds'> & { readonly services?: Words; readonly localities?: Words })[]
  readonly pathways: readonly { readonly id: string; readonly service: string }[]
}
type Words = readonly string[] | undefined

/** Whether a service in a place depends on a source, for its cases or for its capacity. */
export function dependsOn({ sources, pathways }: Sources, id: string, service: string, locality: string): boolean {
  const source = sources.find((one) => one.id === id)
  if (!source) return true
  const fed = source.feeds?.flatMap(({ pathway }) => pathways.find((one) => one.id === pathway)?.service ?? []) ?? []
  const services = source.services ?? (fed.length > 0 ? fed : null)
  return (services?.includes(service) ?? true) && (source.localities?.includes(locality) ?? true)
}

/** Whether a source writes down the cases of a stage; of any stage of the journey, where none is named. */
export function feeds({ sources }: Pick<Sources, 'sources'>, id: string, pathway: string, stage: string | null): boolean {
  const fed = sources.find((source) => source.id === id)?.feeds
  return fed?.some((one) => one.pathway === pathway && (stage === null || !one.stages || one.stages.includes(stage))) ?? true
}

/** Journeys and stages in `sources.yaml` that the pack does not know, or that are of a service that the source does not concern. */
export function strayFeeds(sources: Pack['sources'], pathways: Journeys): readonly Stray[] {
  return sources.flatMap(({ feeds: fed = [], services }, source) =>
    fed.flatMap(({ pathway, stages = [] }, index) => {
      const path = [source, 'feeds', index]
      const service = pathways.find(({ id }) => id === pathway)?.service
      const stray = service !== undefined && services && !services.includes(service)
      return [
        ...strayStages(path, pathway, stages, pathways),
        ...(stray ? [{ path: [...path, 'pathway'], reason: `${pathway} is of ${service}, which is not among its services` }] : []),
      ]
    }),
  )
}
