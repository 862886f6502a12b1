import type { Codes, Pack } from '../../contract/pack.ts'
import type { PressureFile, ServicePressure } from '../../contract/pressure.ts'
import { type Journeys, type Stray, strayStages } from '../stray-stages.ts'
import { strayInterim } from './stray-interim.ts'

/** What `pressure.yaml` names and the rest of the pack does not know. */
interface Known {
  readonly pathways: Journeys
  readonly codes: Codes
  readonly localities: readonly Pick<Pack['localities'][number], 'id'>[]
}

export function straysIn(file: PressureFile, known: Known): readonly Stray[] {
  const services = new Set(known.pathways.map(({ service }) => service))
  const unknownServices = Object.keys(file.services)
    .filter((service) => !services.has(service))
    .map((service) => ({ path: ['services', service], reason: `is not a service of any journey` }))
  const plans: readonly (readonly [readonly PropertyKey[], ServicePressure])[] = [
    [['default'], file.default],
    ...Object.entries(file.services).map(([service, plan]) => [['services', service], plan] as const),
  ]
  return [...strayInterim(file.interim, known), ...strayLines(file.lines, known), ...unknownServices, ...plans.flatMap(([path, plan]) => strayWeights(path, plan, file, known))] // prettier-ignore
}

function strayWeights(path: readonly PropertyKey[], { weights }: ServicePressure, { interim }: PressureFile, { codes }: Known): readonly Stray[] {
  const kinds = new Set(interim.map(({ id }) => id))
  const priorities = codes.priorities ? new Set(codes.priorities.map(({ id }) => id)) : null
  const unknown = (name: 'priority' | 'interim', isKnown: (code: string) => boolean, reason: string): readonly Stray[] =>
    Object.keys(weights?.[name] ?? {})
      .filter((code) => !isKnown(code))
      .map((code) => ({ path: [...path, 'weights', name, code], reason }))
  return [
    ...unknown('priority', (code) => !priorities || priorities.has(code), 'is not one of the priorities in codes.yaml'),
    ...unknown('interim', (code) => kinds.has(code), 'is not one of the kinds of interim care'),
  ]
}

/** Nobody waits in a service, and nowhere else than in the pack's places. */
function strayLines(lines: PressureFile['lines'], { pathways, localities }: Known): readonly Stray[] {
  const places = new Set(localities.map(({ id }) => id))
  return lines.flatMap(({ pathway, stage, locality }, index) => {
    const kind = pathways.find(({ id }) => id === pathway)?.stages.find(({ id }) => id === stage)?.kind
    return [
      ...strayStages(['lines', index], pathway, [stage], pathways, ['stage']),
      ...(kind === 'service' ? [{ path: ['lines', index, 'stage'], reason: 'is a service: whoever receives it waits for nothing' }] : []),
      ...(locality === undefined || places.has(locality)
        ? []
        : [{ path: ['lines', index, 'locality'], reason: 'is not one of the localities in council.yaml' }]),
    ]
  })
}
