import type { Codes, Pack } from '../../contract/pack.ts'
import type { PressureFile, ServicePressure } from '../../contract/pressure-file.ts'
import type { Journeys, Stray } from '../stray-stages.ts'
import { strayInterim } from './stray-interim.ts'
import { strayLines } from './stray-lines.ts'

/** The rest of the pack, as far as `pressure.yaml` names what is in it. */
export interface Known {
  readonly pathways: Journeys
  readonly codes: Codes
  readonly localities: readonly Pick<Pack['localities'][number], 'id'>[]
}

/** What `pressure.yaml` names and the rest of the pack does not know. */
export function straysIn(file: PressureFile, known: Known): readonly Stray[] {
  const services = new Set(known.pathways.map(({ service }) => service))
  const unknownServices = Object.keys(file.services)
    .filter((service) => !services.has(service))
    .map((service) => ({ path: ['services', service], reason: 'is not a service of any journey' }))
  const plans: readonly (readonly [readonly PropertyKey[], ServicePressure])[] = [
    [['default'], file.default],
    ...Object.entries(file.services).map(([service, plan]) => [['services', service], plan] as const),
  ]
  const weights = plans.flatMap(([path, plan]) => strayWeights(path, plan, file, known))
  return [...strayInterim(file.interim, known), ...strayLines(file.lines, known), ...unknownServices, ...weights]
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
