import type { Lead, WarningBoard, WarningChance, WarningUntold } from '../contract/warning.ts'
import type { Level } from '../contract/pressure.ts'
import type { PackView } from '../contract/pack-view.ts'
import * as words from './generated/messages.js'
import { dayText } from './date.ts'
import type { Language } from './language.ts'
import { levelText } from './level-sentence.ts'
import { localityName, nameIn, queueInSentence, serviceName } from './name.ts'
import { numberText } from './number.ts'

/**
 * A warning as one would read it aloud in a huddle: where, how likely, which line, by when; and then how such warnings have fared,
 * without which no chance is told. Whole phrases in each language, never pieces put together.
 */
export function warningSentence(warning: WarningBoard, locality: string, pack: PackView, language: Language): string {
  const chance = worthTelling(warning.chances)
  return chance ? `${foretold(warning, chance, locality, pack, language)} ${recordText(warning, language)}` : ''
}

/** The nearest day by which it is likelier than not by some margin; the week, where no day is. */
const LIKELY = 0.6
const WEEK = 7
const worthTelling = (chances: WarningBoard['chances']): WarningChance | undefined =>
  chances.find(({ chance }) => chance >= LIKELY) ?? chances.find(({ days }) => days === WEEK) ?? chances.at(-1)

function foretold(
  { service, pathway, stage, line, now, threshold }: WarningBoard,
  { by, chance }: WarningChance,
  locality: string,
  pack: PackView,
  language: Language,
): string {
  const locale = { locale: language }
  const said = { place: nameIn(localityName(pack, locality), language).text, tenths: tenthsText(chance), date: dayText(by - 1, pack.timeZone, language) }
  if (line === 'level' || pathway === null || stage === null) {
    const [level, at] = [levelText(levelOf(threshold), pack, language), levelText(levelOf(now), pack, language)]
    return words.foretold_level({ ...said, service: serviceName(service, language), level, now: at }, locale)
  }
  const about = { ...said, stage: queueInSentence(pack, pathway, stage, language), now: numberText(now), count: threshold, n: numberText(threshold) }
  if (line === 'overdue') return words.foretold_overdue(about, locale)
  const kind = pack.pathways.find(({ id }) => id === pathway)?.stages.find(({ id }) => id === stage)?.kind
  return kind === 'work' ? words.foretold_in_hand(about, locale) : words.foretold_waiting(about, locale)
}

function recordText({ record }: WarningBoard, language: Language): string {
  if (record === null) return words.foretold_no_record({}, { locale: language })
  return words.foretold_record({ count: record.shown, n: numberText(record.shown), came: numberText(record.came) }, { locale: language })
}

const LEVELS: readonly Level[] = [1, 2, 3, 4]
const levelOf = (level: number): Level => LEVELS[level - 1] ?? 4

/** In tenths, as people say chances; never none and never all. */
const tenthsText = (chance: number): string => numberText(Math.min(9, Math.max(1, Math.round(10 * chance))))

const UNTOLD = { 'too-little-history': words.untold_history, 'too-few': words.untold_few, 'recording-lag': words.untold_lag } as const

/** Why nothing is foretold of a stage in a place. */
export function untoldSentence(
  { why, locality, pathway, stage }: { readonly why: WarningUntold; readonly locality: string; readonly pathway: string; readonly stage: string },
  pack: PackView,
  language: Language,
): string {
  const said = { place: nameIn(localityName(pack, locality), language).text, stage: queueInSentence(pack, pathway, stage, language) }
  return UNTOLD[why](said, { locale: language })
}

/** Pressure that moves from one place to another. */
export function leadSentence({ from, to, lagDays }: Lead, pack: PackView, language: Language): string {
  const name = (locality: string) => nameIn(localityName(pack, locality), language).text
  return words.lead_seen({ from: name(from), to: name(to), count: lagDays, n: numberText(lagDays) }, { locale: language })
}
