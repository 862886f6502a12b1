import type { Level, PressureBoard } from '@weir/shared/contract/pressure'
import type { PackView } from '@weir/shared/contract/pack-view'
import * as words from '@weir/shared/words/messages'
import type { Language } from '@weir/shared/words/language'
import { levelText } from '@weir/shared/words/level-sentence'
import { numberText } from '@weir/shared/words/number'

/**
 * How a level is to be drawn. What rests on something late, silent, expired or disputed never looks like a level that is sure: it
 * keeps the shape and the colour of the level that was calculated, hatched in a broken frame, and how high it could be is told in
 * words. An alarm is only what was calculated, or declared: what might be is none.
 */
export type LevelLook =
  | { readonly kind: 'sure' | 'doubted'; readonly level: Level }
  | { readonly kind: 'range'; readonly level: Level; readonly from: Level; readonly to: Level }
  | { readonly kind: 'untold' }

export type LevelOf = Pick<PressureBoard, 'service' | 'level' | 'range' | 'weakened' | 'sources'>

export function levelLook({ level, range, weakened }: LevelOf): LevelLook {
  if (level === null) return { kind: 'untold' }
  if (range.from !== range.to) return { kind: 'range', level, ...range }
  return { kind: weakened ? 'doubted' : 'sure', level }
}

/** Nothing presses, and nothing is in doubt: the word says it all. */
export function isCalm(pressure: LevelOf): boolean {
  const look = levelLook(pressure)
  return look.kind === 'sure' && look.level === 1
}

/** Calm, and nobody declared otherwise: it may stand small, so that what presses is seen. */
export const isQuiet = (pressure: LevelOf & Pick<PressureBoard, 'disagrees'>): boolean => isCalm(pressure) && (pressure.disagrees ?? 0) === 0

type Words = Pick<PackView, 'pressure'>

/** Where there is little room: a level in doubt by its own word; the range that it could be in is told beside it, or below. */
export const briefText = (look: LevelLook, pack: Words, language: Language): string =>
  look.kind === 'untold' ? words.level_untold({}, { locale: language }) : lookText(look.kind === 'range' ? { ...look, kind: 'doubted' } : look, pack, language)

export function lookText(look: LevelLook, pack: Words, language: Language): string {
  switch (look.kind) {
    case 'untold':
      return words.level_not_told({}, { locale: language })
    case 'range':
      return rangeWord(look.from, look.to, pack, language)
    case 'sure':
      return levelText(look.level, pack, language)
    case 'doubted':
      return words.level_doubted({ level: levelText(look.level, pack, language) }, { locale: language })
  }
}

/** Whole phrases: in Welsh the second word is another after "i". */
const RANGES: Readonly<Record<string, typeof words.level_1_to_2>> = {
  '1-2': words.level_1_to_2,
  '1-3': words.level_1_to_3,
  '1-4': words.level_1_to_4,
  '2-3': words.level_2_to_3,
  '2-4': words.level_2_to_4,
  '3-4': words.level_3_to_4,
}

const rangeWord = (from: Level, to: Level, pack: Words, language: Language): string =>
  pack.pressure.words === 'opel'
    ? words.opel_range({ from: numberText(from), to: numberText(to) }, { locale: language })
    : (RANGES[`${from}-${to}`] ?? words.level_1_to_4)({}, { locale: language })

/** The range that a level could be in, in words; null where it can be but one. */
export function rangeText(level: LevelOf, pack: Words, language: Language): string | null {
  const look = levelLook(level)
  return look.kind === 'range' ? lookText(look, pack, language) : null
}

/** Why a level is in doubt: sources first, because somebody can ring them; null where it is sure. */
export function doubtText({ weakened, sources, drivers }: LevelOf & { readonly drivers?: PressureBoard['drivers'] }, language: Language): string | null {
  if (!weakened) return null
  const [late, silent] = [sources.late.length, sources.silent.length]
  const locale = { locale: language }
  const of = { count: sources.of, of: numberText(sources.of) }
  if (late > 0 && silent > 0) return words.sources_late_silent_of({ ...of, late: numberText(late), silent: numberText(silent) }, locale)
  if (late > 0) return words.sources_late_of({ ...of, n: numberText(late) }, locale)
  if (silent > 0) return words.sources_silent_of({ ...of, n: numberText(silent) }, locale)
  return (doubtfulDriver(drivers ?? []) ?? words.pressure_weakened)({}, locale)
}

/** Why one cannot be sure of a place, of whichever service it is; null where all of it is sure. */
export const doubtOf = ({ pressure }: { readonly pressure: readonly PressureBoard[] }, language: Language): string | null =>
  pressure.map((level) => doubtText(level, language)).find((doubt) => doubt !== null) ?? null

function doubtfulDriver(drivers: PressureBoard['drivers']): typeof words.pressure_weakened | undefined {
  if (drivers.some(({ told }) => told === 'expired')) return words.told_expired
  if (drivers.some(({ told }) => told === 'uncertain')) return words.told_uncertain
  return drivers.some(({ id, points }) => id === 'count' && points > 0) ? words.weakened_by_count : undefined
}
