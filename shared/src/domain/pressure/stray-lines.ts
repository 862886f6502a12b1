import type { WarningLines } from '../../contract/pressure-file.ts'
import { type Stray, strayStages } from '../stray-stages.ts'
import type { Known } from './strays.ts'

/** Stages and places that a line names and the pack does not know; and services, in which nobody waits. */
export function strayLines(lines: readonly WarningLines[], { pathways, localities }: Pick<Known, 'pathways' | 'localities'>): readonly Stray[] {
  const places = new Set(localities.map(({ id }) => id))
  return lines.flatMap(({ pathway, stage, locality }, index) => {
    const kind = pathways.find(({ id }) => id === pathway)?.stages.find(({ id }) => id === stage)?.kind
    const nowhere = locality !== undefined && !places.has(locality)
    return [
      ...strayStages(['lines', index], pathway, [stage], pathways, ['stage']),
      ...(kind === 'service' ? [{ path: ['lines', index, 'stage'], reason: 'is a service: whoever receives it waits for nothing' }] : []),
      ...(nowhere ? [{ path: ['lines', index, 'locality'], reason: 'is not one of the localities in council.yaml' }] : []),
    ]
  })
}
