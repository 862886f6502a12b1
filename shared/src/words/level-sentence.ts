import type { Level } from '../contract/pressure.ts'
import type { PackView } from '../contract/pack-view.ts'
import * as words from './generated/messages.js'
import type { Language } from './language.ts'
import { localityName, nameIn, serviceName } from './name.ts'

const WEIR = [words.level_1, words.level_2, words.level_3, words.level_4] as const
const OPEL = [words.opel_1, words.opel_2, words.opel_3, words.opel_4] as const

/** How the pack calls a level. */
export function levelText(level: Level, pack: Pick<PackView, 'pressure'>, language: Language): string {
  const named = (pack.pressure.words === 'opel' ? OPEL : WEIR)[level - 1] ?? words.level_4
  return named({}, { locale: language })
}

/** That a service has come to a level in a place, or has left it. */
export function levelSentence(
  { state, locality, service, level }: { readonly state: 'opened' | 'cleared'; readonly locality: string; readonly service: string; readonly level: Level },
  pack: PackView,
  language: Language,
): string {
  const said = { place: nameIn(localityName(pack, locality), language).text, service: serviceName(service, language), level: levelText(level, pack, language) }
  return state === 'opened' ? words.level_entered(said, { locale: language }) : words.level_left(said, { locale: language })
}
