import type { BlockageBoard } from '../contract/blockage.ts'
import type { Text } from '../contract/pack.ts'
import type { PackView } from '../contract/pack-view.ts'
import * as words from './generated/messages.js'
import { dayText } from './date.ts'
import type { Language } from './language.ts'
import { UNPLACED, nameIn, namedIn, queueInSentence } from './name.ts'
import { numberText } from './number.ts'

/**
 * A blockage as one would read it aloud in a huddle: what has stopped, where and since when; how many wait; what is given as
 * the reason and whose that is; what would clear it. Whole phrases in each language, never pieces put together.
 */
export type Names = Pick<PackView, 'localities' | 'pathways' | 'reasons' | 'duties' | 'timeZone'>

export interface Told {
  readonly blockage: BlockageBoard
  /** id of the locality; null where it is said of all of them together */
  readonly locality: string | null
}

export function blockageSentence(told: Told, names: Names, language: Language): string {
  const { blockage } = told
  const { kind, effectOf, clears, pathway } = blockage
  const parts = [whatOf(told, names, language)]
  if (kind !== 'recording-lag' && kind !== 'authorisation') parts.push(...thereOf(blockage, names, language))
  if (effectOf !== null) parts.push(words.effect_of({ stage: queueInSentence(names, pathway, effectOf, language) }, { locale: language }))
  else if (kind !== 'surge' && kind !== 'recording-lag') parts.push(...reasonOf(blockage, names, language))
  if (clears !== null) parts.push((kind === 'authorisation' ? words.clears_when_authorised : words.clears_when)(counted(clears), { locale: language }))
  return parts.join(' ')
}

const SIGNALS = {
  blockage: words.signal_blockage,
  bottleneck: words.signal_bottleneck,
  surge: words.signal_surge,
  'capacity-drop': words.signal_capacity_drop,
  'recording-lag': words.signal_recording_lag,
  authorisation: words.signal_authorisation,
} as const

/** What is no longer so. It may have turned into something else, of which its own sentence tells. */
export function clearedSentence({ blockage, locality }: Told, names: Names, language: Language): string {
  const { kind, stage, duty, pathway, since } = blockage
  const about = {
    place: placeText(names, locality, language),
    stage: stage === null ? textIn(names.duties, duty ?? '', language) : queueInSentence(names, pathway, stage, language),
    date: dayText(since, names.timeZone, language),
  }
  return words.signal_cleared({ ...about, signal: SIGNALS[kind]({}, { locale: language }) }, { locale: language })
}

function whatOf({ blockage, locality }: Told, names: Names, language: Language): string {
  const { kind, tests, stage, duty, pathway, since, waiting, sinceThen } = blockage
  const about = {
    place: placeText(names, locality, language),
    stage: stage === null ? textIn(names.duties, duty ?? '', language) : queueInSentence(names, pathway, stage, language),
    date: dayText(since, names.timeZone, language),
  }
  const said = (flow: 'arrived' | 'departed') => ({
    ...about,
    ...counted(sinceThen?.[flow].count ?? 0),
    usual: numberText(Math.round(sinceThen?.[flow].usual ?? 0)),
  })
  const locale = { locale: language }
  switch (kind) {
    case 'blockage':
      return sinceThen?.departed.count === 0 ? words.blocked_none(said('departed'), locale) : words.blocked_few(said('departed'), locale)
    case 'capacity-drop':
      return words.capacity_drop(said('departed'), locale)
    case 'surge':
      return words.surge(said('arrived'), locale)
    case 'bottleneck':
      return words.bottleneck(about, locale)
    case 'recording-lag': {
      const late = tests.find(({ test }) => test === 'late')
      return late ? words.recording_late({ ...about, ...counted(late.count), usual: numberText(late.days) }, locale) : words.recording_silent(about, locale)
    }
    case 'authorisation':
      return words.authorisation({ ...about, ...counted(waiting) }, locale)
    default:
      return kind satisfies never
  }
}

function thereOf({ waiting, oldestEnteredAt, pathway, stage }: BlockageBoard, names: Names, language: Language): readonly string[] {
  if (oldestEnteredAt === null) return []
  const kind = names.pathways.find(({ id }) => id === pathway)?.stages.find(({ id }) => id === stage)?.kind
  const inputs = { ...counted(waiting), date: dayText(oldestEnteredAt, names.timeZone, language) }
  return [kind === 'work' ? words.in_hand_there(inputs, { locale: language }) : words.wait_there(inputs, { locale: language })]
}

const OWNERS = { health: words.owner_health, 'social-care': words.owner_social_care, joint: words.owner_joint, family: words.owner_family } as const

function reasonOf({ reasons: [first] }: BlockageBoard, names: Names, language: Language): readonly string[] {
  if (!first) return []
  const inputs = { reason: textIn(names.reasons, first.code, language), n: numberText(first.count) }
  if (first.owner === null) return [words.reason_given(inputs, { locale: language })]
  return [words.reason_given_owned({ ...inputs, owner: OWNERS[first.owner]({}, { locale: language }) }, { locale: language })]
}

const counted = (count: number) => ({ count, n: numberText(count) })

function placeText(names: Names, locality: string | null, language: Language): string {
  if (locality === null) return words.everywhere({}, { locale: language })
  return locality === UNPLACED ? words.unplaced({}, { locale: language }) : textIn(names.localities, locality, language)
}

const textIn = (list: readonly { readonly id: string; readonly name: Text }[] | undefined, id: string, language: Language): string =>
  nameIn(namedIn(id, list ?? []), language).text
