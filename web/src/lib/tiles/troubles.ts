import type { Board } from '@weir/shared/contract/board'
import type { PackView } from '@weir/shared/contract/pack-view'
import type { Status } from '@weir/shared/contract/status'
import * as words from '@weir/shared/words/messages'
import { momentText } from '@weir/shared/words/date'
import type { Language } from '@weir/shared/words/language'
import { listText } from '@weir/shared/words/list'
import { nameIn, sourceName } from '@weir/shared/words/name'
import { numberText } from '@weir/shared/words/number'
import { sourceState } from './source-state.ts'

/**
 * What a viewer must know beside the figures: sources that do not report, and a flow that has not counted everything yet.
 * `key` stays the same while the trouble does, also where its numbers move: announcements go by it.
 */
export interface Trouble {
  readonly key: string
  readonly text: string
  /** what is late may yet come; of what is silent nothing is known */
  readonly look: 'late' | 'silent'
}

/** Fewer than these are on their way at any time. */
const NOTICEABLY_BEHIND = 500

/** More sources than these that do not report are named together, so that the figures keep their room. */
const NAMED_APART = 3

export function troublesOf(sources: readonly Board['sources'][number][], status: Status, pack: PackView, language: Language, now: number): readonly Trouble[] {
  return [...flowTroubles(status, pack.timeZone, language), ...sourceTroubles(sources, pack, language, now)]
}

function flowTroubles({ behind, stalledSince, rebuilding, stuck, now }: Status, timeZone: string, language: Language): readonly Trouble[] {
  const troubles: Trouble[] = []
  const said = { count: behind, n: numberText(behind) }
  const spoken = { locale: language }
  if (stalledSince !== null)
    troubles.push({ key: 'stalled', look: 'silent', text: words.stalled({ ...said, moment: momentText(stalledSince, timeZone, language, now) }, spoken) })
  else if (behind >= NOTICEABLY_BEHIND) troubles.push({ key: 'behind', look: 'late', text: words.behind(said, spoken) })
  if (rebuilding !== null) troubles.push({ key: 'rebuilding', look: 'late', text: words.rebuilding({ percent: percent(rebuilding) }, spoken) })
  if (stuck > 0) troubles.push({ key: 'stuck', look: 'silent', text: words.stuck({ count: stuck, n: numberText(stuck) }, spoken) })
  return troubles
}

const percent = ({ done, total }: { readonly done: number; readonly total: number }): number =>
  total <= 0 ? 0 : Math.floor((100 * Math.min(done, total)) / total)

function sourceTroubles(sources: readonly Board['sources'][number][], pack: PackView, language: Language, now: number): readonly Trouble[] {
  const missed = sources.flatMap((source) => {
    const state = sourceState(source, now)
    return state === 'live' ? [] : [{ ...source, state, name: nameIn(sourceName(pack, source.id), language).text }]
  })
  if (missed.length > NAMED_APART) {
    const names = listText(
      missed.map(({ name }) => name),
      language,
    )
    return [
      {
        key: `missed ${missed.map(({ id }) => id).join(' ')}`,
        look: missed.every(({ state }) => state === 'late') ? 'late' : 'silent',
        text: words.sources_not_reporting({ sources: names }, { locale: language }),
      },
    ]
  }
  return missed.map(({ id, state, name, heardAt }) => {
    const moment = heardAt === null ? '' : momentText(heardAt, pack.timeZone, language, now)
    return { key: `${state} ${id}`, look: state === 'late' ? 'late' : 'silent', text: sentence(state, name, moment, language) }
  })
}

function sentence(state: 'late' | 'silent' | 'never', source: string, moment: string, language: Language): string {
  switch (state) {
    case 'late':
      return words.source_late({ source, moment }, { locale: language })
    case 'silent':
      return words.source_silent({ source, moment }, { locale: language })
    case 'never':
      return words.source_never({ source }, { locale: language })
  }
}
