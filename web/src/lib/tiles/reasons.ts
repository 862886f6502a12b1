import type { BlockageBoard } from '@weir/shared/contract/blockage'
import type { PackView } from '@weir/shared/contract/pack-view'
import * as words from '@weir/shared/words/messages'
import type { Language } from '@weir/shared/words/language'
import { listText } from '@weir/shared/words/list'
import { nameIn, namedIn } from '@weir/shared/words/name'
import { numberText } from '@weir/shared/words/number'

export const OWNERS = { health: words.whose_health, 'social-care': words.whose_social_care, joint: words.whose_joint, family: words.whose_family } as const
const SHOWN = 2

type Told = Pick<BlockageBoard, 'kind' | 'effectOf' | 'reasons'>

/** The reasons that the sentence does not name, how often each was given, and whose it is: "Equipment 6 (health) and Court 2 (social care)". */
export function otherReasons({ kind, effectOf, reasons }: Told, pack: Pick<PackView, 'reasons'>, language: Language): string | null {
  if (effectOf !== null || kind === 'surge' || kind === 'recording-lag') return null // as in the sentence: the cause is elsewhere
  const locale = { locale: language }
  const said = reasons.slice(1, 1 + SHOWN).map(({ code, count, owner }) => {
    const reason = { reason: nameIn(namedIn(code, pack.reasons), language).text, n: numberText(count) }
    return owner === null ? words.reason_counted(reason, locale) : words.reason_counted_owned({ ...reason, owner: OWNERS[owner]({}, locale) }, locale)
  })
  return said.length === 0 ? null : words.other_reasons({ reasons: listText(said, language) }, locale)
}
