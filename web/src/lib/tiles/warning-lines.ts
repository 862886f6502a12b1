import type { PackView } from '@weir/shared/contract/pack-view'
import type { Level } from '@weir/shared/contract/pressure'
import type { WarningBoard } from '@weir/shared/contract/warning'
import type { Language } from '@weir/shared/words/language'
import { levelText } from '@weir/shared/words/level-sentence'
import * as words from '@weir/shared/words/messages'
import { nameIn, queueName } from '@weir/shared/words/name'
import { numberText } from '@weir/shared/words/number'
import { serviceTitle } from './service-title.ts'

/** One warning as it is read: of what, which line it may cross, how likely within how long, and how such warnings have fared. */
export interface WarningLine {
  readonly key: string
  readonly about: string
  readonly crosses: string
  readonly chances: readonly { readonly chance: number; readonly text: string; readonly spoken: string }[]
  readonly record: string
}

/** The likeliest first, by the last day that is told. */
export const warningLines = (warnings: readonly WarningBoard[], pack: PackView, language: Language): readonly WarningLine[] =>
  [...warnings].sort((a, b) => lastChance(b) - lastChance(a)).map((warning) => lineOf(warning, pack, language))

const lastChance = ({ chances }: WarningBoard): number => chances.at(-1)?.chance ?? 0

function lineOf(warning: WarningBoard, pack: PackView, language: Language): WarningLine {
  const { service, pathway, stage, line, chances, record } = warning
  const locale = { locale: language }
  return {
    key: [service, pathway, stage, line].join(' '),
    about: pathway === null || stage === null ? serviceTitle(service, language) : nameIn(queueName(pack, pathway, stage), language).text,
    crosses: crossesText(warning, pack, language),
    chances: chances.map(({ days, chance }) => ({
      chance,
      text: words.chance_brief({ n: numberText(days), percent: percentText(chance) }, locale),
      spoken: words.chance_within({ count: days, n: numberText(days), percent: percentText(chance) }, locale),
    })),
    record: record === null ? words.no_record({}, locale) : words.warning_record({ n: numberText(record.shown), came: numberText(record.came) }, locale),
  }
}

function crossesText({ line, now, threshold, pathway, stage }: WarningBoard, pack: PackView, language: Language): string {
  const locale = { locale: language }
  if (line === 'level')
    return words.warning_level({ level: levelText(levelOf(threshold), pack, language), now: levelText(levelOf(now), pack, language) }, locale)
  const said = { threshold: numberText(threshold), now: numberText(now) }
  if (line === 'overdue') return words.warning_overdue(said, locale)
  const kind = pack.pathways.find(({ id }) => id === pathway)?.stages.find(({ id }) => id === stage)?.kind
  return kind === 'work' ? words.warning_in_hand(said, locale) : words.warning_waiting(said, locale)
}

const LEVELS: readonly Level[] = [1, 2, 3, 4]
const levelOf = (level: number): Level => LEVELS[level - 1] ?? 4

/** Never certain: what is foretold is at least 1 and at most 99 in 100. */
const percentText = (chance: number): string => numberText(Math.min(99, Math.max(1, Math.round(chance * 100))))
