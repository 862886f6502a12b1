import type { Pathway, Stage } from '../contract/pack.ts'

/** What one file of a pack names and the rest of it does not know, by path and reason, in the words of the pack's faults. */
export interface Stray {
  readonly path: readonly PropertyKey[]
  readonly reason: string
}

export type Journeys = readonly (Pick<Pathway, 'id' | 'service'> & { readonly stages: readonly Pick<Stage, 'id' | 'kind'>[] })[]

/** A journey and stages of it, named at `path`; where one is wrong, `stagePath` leads to it. */
export function strayStages(
  path: readonly PropertyKey[],
  pathway: string,
  stages: readonly string[],
  pathways: Journeys,
  stagePath: readonly PropertyKey[] | null = null,
): readonly Stray[] {
  const journey = pathways.find(({ id }) => id === pathway)
  if (!journey) return [{ path: [...path, 'pathway'], reason: `${pathway} is not one of the journeys in pathways.yaml` }]
  return stages.flatMap((stage, index) =>
    journey.stages.some(({ id }) => id === stage)
      ? []
      : [{ path: [...path, ...(stagePath ?? ['stages', index])], reason: `${stage} is not a stage of ${pathway}` }],
  )
}
