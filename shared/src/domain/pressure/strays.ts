import type { Codes, Pathway } from '../../contract/pack.ts'
import type { PressureFile, ServicePressure } from '../../contract/pressure.ts'

/** What `pressure.yaml` names and the rest of the pack does not know, by path and reason, in the words of the pack's faults. */
export interface Stray {
  readonly path: readonly PropertyKey[]
  readonly reason: string
}

export function straysIn(file: PressureFile, pathways: readonly Pick<Pathway, 'service'>[], codes: Codes): readonly Stray[] {
  const services = new Set(pathways.map(({ service }) => service))
  const priorities = codes.priorities ? new Set(codes.priorities.map(({ id }) => id)) : null
  const unknownServices = Object.keys(file.services)
    .filter((service) => !services.has(service))
    .map((service) => ({ path: ['services', service], reason: `is not a service of any journey` }))
  const plans: readonly (readonly [readonly PropertyKey[], ServicePressure])[] = [
    [['default'], file.default],
    ...Object.entries(file.services).map(([service, plan]) => [['services', service], plan] as const),
  ]
  return [...unknownServices, ...(priorities ? plans.flatMap(([path, plan]) => unknownPriorities(path, plan, priorities)) : [])]
}

const unknownPriorities = (path: readonly PropertyKey[], { weights }: ServicePressure, known: ReadonlySet<string>): readonly Stray[] =>
  Object.keys(weights?.priority ?? {})
    .filter((code) => !known.has(code))
    .map((code) => ({ path: [...path, 'weights', 'priority', code], reason: 'is not one of the priorities in codes.yaml' }))
