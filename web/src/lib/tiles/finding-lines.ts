import type { Finding } from '@weir/shared/contract/blockage'
import type { PackView } from '@weir/shared/contract/pack-view'
import type { Language } from '@weir/shared/words/language'
import * as words from '@weir/shared/words/messages'
import { nameIn, namedIn } from '@weir/shared/words/name'
import { numberText, usualText } from '@weir/shared/words/number'

/** What those who wait have in common, as it is read: what it is, how many have it, and how many usually do. */
export interface FindingLine {
  readonly key: string
  readonly what: string
  readonly share: string
  /** of those who wait, for its bar */
  readonly part: number
}

const SAID = {
  team: words.finding_team,
  provider: words.finding_provider,
  reason: words.finding_reason,
  serviceWard: words.finding_service_ward,
  homeWard: words.finding_home_ward,
  priority: words.finding_priority,
  need: words.finding_need,
  language: words.finding_language,
} as const satisfies Record<Finding['attribute'], unknown>

export const findingLines = (findings: readonly Finding[], pack: Pick<PackView, 'reasons'>, language: Language): readonly FindingLine[] =>
  findings.map(({ attribute, value, count, of, expected }) => {
    const locale = { locale: language }
    const named = attribute === 'reason' ? nameIn(namedIn(value, pack.reasons), language).text : value
    return {
      key: `${attribute} ${value}`,
      what: SAID[attribute]({ value: named }, locale),
      share: words.finding_share({ n: numberText(count), of: numberText(of), expected: usualText(expected) }, locale),
      part: count / Math.max(1, of),
    }
  })
