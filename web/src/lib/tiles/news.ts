import type { Board } from '@weir/shared/contract/board'
import type { PackView } from '@weir/shared/contract/pack-view'
import { blockageSentence } from '@weir/shared/words/blockage-sentence'
import * as words from '@weir/shared/words/messages'
import type { Language } from '@weir/shared/words/language'
import { levelLook, lookText } from './level-look.ts'
import { serviceTitle } from './service-title.ts'
import { gravestFirst, signalKey } from './signals.ts'

/**
 * What is said aloud when it is new: a level that is another, a flow that is held. `key` stays the same while only numbers move.
 */
export interface News {
  readonly key: string
  readonly text: string
}

export function newsOf(
  { pressure, blockages, locality }: Pick<Board, 'pressure' | 'blockages' | 'locality'>,
  pack: PackView,
  language: Language,
): readonly News[] {
  const levels = pressure.map((one) => {
    const level = lookText(levelLook(one), pack, language)
    return { key: `level ${one.service} ${level}`, text: words.level_of({ service: serviceTitle(one.service, language), level }, { locale: language }) }
  })
  const held = gravestFirst(blockages).map((blockage) => ({
    key: `held ${signalKey(blockage)}`,
    text: blockageSentence({ blockage, locality: blockage.everywhere ? null : locality }, pack, language),
  }))
  return [...levels, ...held]
}

/** Those that were not there before. What has gone is not said: the wall shows it by not showing it. */
export const freshOf = (before: ReadonlySet<string>, news: readonly News[]): readonly News[] => news.filter(({ key }) => !before.has(key))
