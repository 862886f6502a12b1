import type { PackView } from '@weir/shared/contract/pack-view'
import * as words from '@weir/shared/words/messages'
import { nameIn } from '@weir/shared/words/name'
import type { Language } from '@weir/shared/words/language'
import { placeOf } from '@weir/shared/contract/screen-view'
import { blockagePath, localityPath } from '../tiles/locality-path.ts'

/** The views that a screen can be given, by the names that a manager knows them by. */
export interface ViewChoice {
  readonly view: string
  readonly name: string
}

export function viewsOf(pack: PackView, language: Language): readonly ViewChoice[] {
  return [
    { view: '/', name: words.view_council() },
    { view: '/rotation', name: words.view_rotation() },
    ...pack.localities.map(({ id, name }) => ({ view: localityPath(id, null), name: nameIn(name, language).text })),
    ...pack.localities.map(({ id, name }) => ({
      view: blockagePath(id, null, null),
      name: words.view_blockage({ locality: nameIn(name, language).text }),
    })),
  ]
}

const PLACE = /^\/locality\/[^/]+/
const BLOCKAGE = /^\/locality\/[^/]+\/blockage(?=\/|$)/

/** A view by its name, also one further inside it; one that is not among the choices any more, by its address. */
export function viewName(view: string, pack: PackView | null, language: Language): string {
  const choices = pack ? viewsOf(pack, language) : []
  const within = [view, BLOCKAGE.exec(view)?.[0], PLACE.exec(view)?.[0]]
  return within.flatMap((path) => choices.find((choice) => choice.view === path)?.name ?? []).at(0) ?? view
}

/** What a screen of this view will be able to read, as a sentence. */
export function scopeSentence(view: string, pack: PackView, language: Language): string {
  const place = placeOf(view)
  if (place === null || place === undefined) return words.scope_council()
  const name = pack.localities.find(({ id }) => id === place)?.name
  return words.scope_place({ locality: name ? nameIn(name, language).text : place })
}
