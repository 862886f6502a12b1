import type { InterimKind } from '../../contract/pressure-file.ts'
import { type Stray, strayStages } from '../stray-stages.ts'
import type { Known } from './strays.ts'

/** Stages, dimensions, values and reasons that a kind of interim care names and the pack does not know. */
export function strayInterim(interim: readonly InterimKind[], { pathways, codes }: Pick<Known, 'pathways' | 'codes'>): readonly Stray[] {
  return interim.flatMap(({ pathway, stages = [], dimension, values = [], reasons = [] }, index) => {
    const path = ['interim', index]
    const listed = codes.dimensions?.find(({ id }) => id === dimension)
    const unknown = dimension !== undefined && codes.dimensions && !listed
    return [
      ...(pathway === undefined ? [] : strayStages(path, pathway, stages, pathways)),
      ...(unknown ? [{ path: [...path, 'dimension'], reason: `${dimension} is not one of the dimensions in codes.yaml` }] : []),
      ...unlisted([...path, 'values'], values, listed?.values, `is not a value of ${dimension} in codes.yaml`),
      ...unlisted([...path, 'reasons'], reasons, codes.reasons, 'is not one of the reasons in codes.yaml'),
    ]
  })
}

/** A list that the pack leaves out takes any code. */
function unlisted(path: readonly PropertyKey[], named: readonly string[], list: readonly { readonly id: string }[] | undefined, reason: string) {
  return named.flatMap((code, index) => (list && !list.some(({ id }) => id === code) ? [{ path: [...path, index], reason: `${code} ${reason}` }] : []))
}
