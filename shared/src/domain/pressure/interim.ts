import type { InterimKind } from '../../contract/pressure-file.ts'
import { TAB } from '../metric.ts'
import type { Visit } from '../visit.ts'

/** Those who wait in a stage and receive the same kind of care meanwhile, in the same priority. */
export interface InterimAt {
  readonly kind: string
  readonly priority: string | null
  readonly count: number
}

/** The kind of care that somebody who waits receives meanwhile, as the pack says; null for none. */
export const careOf =
  (kinds: readonly InterimKind[]) =>
  ({ pathway, stage, attributes }: Pick<Visit, 'pathway' | 'stage' | 'attributes'>): string | null =>
    kinds.find((kind) => {
      if (kind.pathway !== undefined && kind.pathway !== pathway) return false
      if (kind.stages && !kind.stages.includes(stage)) return false
      if (kind.reasons && !kind.reasons.includes(attributes.reason ?? '')) return false
      return kind.dimension === undefined || Boolean(kind.values?.includes(attributes.dimensions?.[kind.dimension] ?? ''))
    })?.id ?? null

/** The name under which they are counted, among what is known of why a stage waits. */
export const interimField = (stage: number, kind: string, priority: string | undefined): string => `${stage}:care:${kind}${TAB}${priority ?? ''}`

const CARE = ':care:'
const FIELD = /^(\d+):care:([^\t]*)\t(.*)$/s

/** By stage, from those counts. */
export function interimIn(why: Iterable<readonly [name: string, count: number]>, stages: number): readonly (readonly InterimAt[])[] {
  const found = Array.from({ length: stages }, (): InterimAt[] => [])
  for (const [name, count] of why) {
    if (!name.includes(CARE)) continue
    const [, stage, kind = '', priority = ''] = FIELD.exec(name) ?? []
    if (stage !== undefined) found[Number(stage)]?.push({ kind, priority: priority === '' ? null : priority, count })
  }
  return found
}
