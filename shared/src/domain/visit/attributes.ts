import type { EventOf } from '../../contract/event.ts'

/** What is known of a case in a stage. The first six follow the case; the rest belongs to the stage. */
export interface Attributes {
  readonly priority?: string
  readonly need?: string
  readonly language?: string
  readonly household?: string
  readonly dimensions?: Readonly<Record<string, string>>
  readonly homeWard?: string
  readonly serviceWard?: string
  readonly team?: string
  readonly provider?: string
  readonly reason?: string
  readonly quantity?: number
  readonly unit?: string
}

type Described = EventOf<'entered' | 'described'>['data']

/** What is known of the case after this event: it goes with it from stage to stage. */
export function carriedFrom(known: Attributes, { priority, need, language, household, dimensions, homeWard }: Described): Attributes {
  if (priority === undefined && need === undefined && language === undefined && household === undefined && dimensions === undefined && homeWard === undefined)
    return known
  return {
    ...known,
    ...(priority === undefined ? {} : { priority }),
    ...(need === undefined ? {} : { need }),
    ...(language === undefined ? {} : { language }),
    ...(household === undefined ? {} : { household }),
    ...(homeWard === undefined ? {} : { homeWard }),
    ...(dimensions === undefined ? {} : { dimensions: { ...known.dimensions, ...dimensions } }),
  }
}

/** What the event says of the stay in this stage alone. */
export function ofStage({ team, provider, reason, quantity, unit, serviceWard }: Described): Attributes {
  return {
    ...(team === undefined ? {} : { team }),
    ...(provider === undefined ? {} : { provider }),
    ...(reason === undefined ? {} : { reason }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(unit === undefined ? {} : { unit }),
    ...(serviceWard === undefined ? {} : { serviceWard }),
  }
}
