import type { Pack, Text } from './pack.ts'
import type { PressureFile } from './pressure-file.ts'

/** What a screen may know of a pack: names and kinds, no wards and no codes of people. */
export interface PackView {
  readonly id: string
  readonly name: Text
  readonly timeZone: string
  /** what the council calls a locality */
  readonly localityWord: { readonly one: Text; readonly many: Text } | null
  /** a sentence that the council wants on every wall, such as where its data comes from */
  readonly notice: Text | null
  readonly localities: readonly { readonly id: string; readonly name: Text; readonly kind: Pack['localities'][number]['kind'] }[]
  readonly pathways: readonly {
    readonly id: string
    readonly service: string
    readonly name: Text
    readonly stages: readonly { readonly id: string; readonly kind: 'queue' | 'work' | 'service'; readonly name: Text }[]
  }[]
  /** what depends on each: these services, in these places; where nothing is said, everything */
  readonly sources: readonly {
    readonly id: string
    readonly name: Text
    readonly services?: readonly string[]
    readonly localities?: readonly string[]
    /** the journeys, or stages of them, whose cases it writes down */
    readonly feeds?: Pack['sources'][number]['feeds']
  }[]
  /** the names of the codes that a screen may have to say */
  readonly reasons: readonly { readonly id: string; readonly name: Text }[]
  readonly duties: readonly { readonly id: string; readonly name: Text }[]
  /** how the levels are called, and what there is to do at each */
  readonly pressure: Pick<PressureFile, 'words' | 'actions'>
}

export function packView({ id, name, timeZone, localityWord, notice, localities, pathways, sources, codes, pressure }: Pack): PackView {
  return {
    id,
    name,
    timeZone,
    localityWord: localityWord ?? null,
    notice: notice ?? null,
    localities: localities.map((locality) => ({ id: locality.id, name: locality.name, kind: locality.kind })),
    pathways: pathways.map((pathway) => ({
      id: pathway.id,
      service: pathway.service,
      name: pathway.name,
      stages: pathway.stages.map((stage) => ({ id: stage.id, kind: stage.kind, name: stage.name })),
    })),
    sources: sources.map(({ id: source, name: called, services, localities: places, feeds }) => ({
      id: source,
      name: called,
      ...(services ? { services } : {}),
      ...(places ? { localities: places } : {}),
      ...(feeds ? { feeds } : {}),
    })),
    reasons: (codes.reasons ?? []).map(named),
    duties: (codes.duties ?? []).map(named),
    pressure: { words: pressure?.words ?? 'weir', actions: pressure?.actions ?? [] },
  }
}

const named = ({ id, name }: { readonly id: string; readonly name: Text }) => ({ id, name })
