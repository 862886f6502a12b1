import type { Text } from '../contract/pack.ts'
import type { PackView } from '../contract/pack-view.ts'
import * as words from './generated/messages.js'
import type { Language } from './language.ts'

/** The names of things, as the pack gives them. What the pack does not know is called by its own code, never left out. */

export const UNPLACED: typeof import('../contract/pack.ts').UNPLACED = 'unplaced'

/** `lang` is set where the name is not in the language of the page, so that it is read out as what it is. */
export interface Name {
  readonly text: string
  readonly lang: Language | undefined
}

export function nameIn(name: Text, language: Language): Name {
  if (language === 'en' || name.cy !== undefined) return { text: name[language] ?? name.en, lang: undefined }
  return { text: name.en, lang: 'en' }
}

export const namedIn = (id: string, list: readonly { readonly id: string; readonly name: Text }[]): Text =>
  list.find((item) => item.id === id)?.name ?? { en: id, cy: id }

export function localityName(pack: PackView, id: string): Text {
  return id === UNPLACED ? { en: words.unplaced({}, { locale: 'en' }), cy: words.unplaced({}, { locale: 'cy' }) } : namedIn(id, pack.localities)
}

export const pathwayName = (pack: PackView, id: string): Text => namedIn(id, pack.pathways)

export const stageName = (pack: PackView, pathway: string, stage: string): Text => namedIn(stage, pack.pathways.find((one) => one.id === pathway)?.stages ?? [])

/** A queue goes by its journey's name, and by its stage's too where the journey has several: many journeys have an assessment. */
export function queueName(pack: PackView, pathway: string, stage: string): Text {
  const journey = pathwayName(pack, pathway)
  if ((pack.pathways.find((one) => one.id === pathway)?.stages.length ?? 0) < 2) return journey
  const part = stageName(pack, pathway, stage)
  const en = `${journey.en}: ${part.en}`
  return journey.cy === undefined || part.cy === undefined ? { en } : { en, cy: `${journey.cy}: ${part.cy}` }
}

/** The same within a sentence, which may have a colon of its own: "Referral (Hospital discharge)". */
export function queueInSentence(pack: Pick<PackView, 'pathways'>, pathway: string, stage: string, language: Language): string {
  const known = pack.pathways.find(({ id }) => id === pathway)
  const journey = nameIn(namedIn(pathway, pack.pathways), language).text
  return (known?.stages.length ?? 0) < 2 ? journey : `${nameIn(namedIn(stage, known?.stages ?? []), language).text} (${journey})`
}

/** Packs list no teams. One that bears the id of a place is called by the place; of any other code the dashes are read as spaces. */
export function teamName({ localities }: Pick<PackView, 'localities'>, code: string, language: Language): string {
  const place = localities.find(({ id }) => id === code)
  return place ? nameIn(place.name, language).text : code.replaceAll('-', ' ')
}

export const sourceName = (pack: PackView, id: string): Text => namedIn(id, pack.sources)

type Word = (inputs: Record<never, never>, options?: { readonly locale?: Language }) => string
const SERVICES: Readonly<Record<string, Word>> = { adults: words.service_adults, children: words.service_children, discharge: words.service_discharge }
const UNITS: Readonly<Record<string, Word>> = { hours: words.unit_hours, beds: words.unit_beds, fte: words.unit_fte }

/** Packs have no words for services and units yet: the usual ones are Weir's own, another goes by its code. */
export const serviceName = (service: string, language?: Language): string => wordFor(SERVICES, service, language)
export const unitName = (unit: string, language?: Language): string => wordFor(UNITS, unit, language)

/** In the language that is asked for, else in that of the page. */
function wordFor(list: Readonly<Record<string, Word>>, code: string, language: Language | undefined): string {
  const word = Object.hasOwn(list, code) ? list[code] : undefined
  return word ? word({}, language === undefined ? {} : { locale: language }) : code
}
