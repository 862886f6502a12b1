import type { Pathway } from '../contract/pack.ts'
import { ADULT_PRACTICE } from './practice-adult.ts'
import { CHILDREN_PRACTICE } from './practice-children.ts'
import { HOME_PRACTICE } from './practice-home.ts'
import type { Practice } from './practice.ts'

/**
 * What the rehearsal knows of the pack of Carmarthenshire beyond its journeys: who works where, which system writes what
 * down, which hospital people of a locality lie in. All of it invented, but for the names of places.
 */
export const PRACTICE: readonly Practice[] = [...ADULT_PRACTICE, ...HOME_PRACTICE, ...CHILDREN_PRACTICE]

/** Teams by place, and for children's journeys by journey. */
export const TEAMS: Readonly<Record<string, readonly string[]>> = {
  llanelli: ['llanelli-east', 'llanelli-west'],
  'amman-gwendraeth': ['amman', 'gwendraeth'],
  'taf-teifi-tywi': ['carmarthen', 'taf-teifi', 'tywi'],
  glangwili: ['glangwili-discharge'],
  'prince-philip': ['prince-philip-discharge'],
  morriston: ['morriston-discharge'],
  'child-front-door': ['front-door', 'assessment-1', 'assessment-2', 'assessment-3'],
  'child-protection': ['protection-1', 'protection-2'],
  'looked-after': ['looked-after-1', 'looked-after-2'],
}

/** Of the people of a locality who lie in hospital, how many in which. */
export const HOSPITALS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  llanelli: { 'prince-philip': 0.6, glangwili: 0.16, morriston: 0.24 },
  'amman-gwendraeth': { glangwili: 0.46, 'prince-philip': 0.32, morriston: 0.22 },
  'taf-teifi-tywi': { glangwili: 0.88, 'prince-philip': 0.03, morriston: 0.09 },
}

/** The share of people who choose to be served in Welsh. */
export const WELSH: Readonly<Record<string, number>> = { llanelli: 0.14, 'amman-gwendraeth': 0.34, 'taf-teifi-tywi': 0.3 }

/** Home-care providers by locality, with their share of the hours there. */
export const PROVIDERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  llanelli: { 'provider-03': 0.3, 'provider-01': 0.22, 'provider-05': 0.18, 'provider-08': 0.16, 'council-home-care': 0.14 },
  'amman-gwendraeth': { 'provider-01': 0.26, 'provider-04': 0.24, 'provider-06': 0.2, 'provider-09': 0.12, 'council-home-care': 0.18 },
  'taf-teifi-tywi': { 'provider-02': 0.27, 'provider-07': 0.24, 'provider-10': 0.16, 'provider-06': 0.13, 'council-home-care': 0.2 },
}

/** Staff that a place has when nobody is away, by service. */
export const ESTABLISHMENT: readonly { readonly place: string; readonly service: string; readonly fte: number }[] = [
  { place: 'llanelli', service: 'adults', fte: 33 },
  { place: 'amman-gwendraeth', service: 'adults', fte: 31 },
  { place: 'taf-teifi-tywi', service: 'adults', fte: 36 },
  { place: 'glangwili', service: 'discharge', fte: 11 },
  { place: 'prince-philip', service: 'discharge', fte: 7 },
  { place: 'morriston', service: 'discharge', fte: 4 },
  { place: 'childrens-teams', service: 'children', fte: 96 },
]

/** Step-down beds that a hospital can send people to. */
export const BEDS: Readonly<Record<string, number>> = { glangwili: 10, 'prince-philip': 8, morriston: 3 }

export const MOSAIC = '/carmarthenshire/mosaic'
export const BROKERAGE = '/carmarthenshire/brokerage'
export const REABLEMENT = '/carmarthenshire/reablement'
export const STAFFING = '/carmarthenshire/staffing'
export const CHILDRENS_RECORDS = '/carmarthenshire/childrens-records'
export const HYWEL_DDA = '/hywel-dda/discharge'
export const SWANSEA_BAY = '/swansea-bay/discharge'

/** How a system comes to know: as things are typed in, all at once every night, or when somebody reports. */
export interface SourceHabit {
  readonly source: string
  readonly habit: 'typed' | 'nightly' | 'reports'
}
export const SOURCE_HABITS: readonly SourceHabit[] = [
  { source: MOSAIC, habit: 'typed' },
  { source: CHILDRENS_RECORDS, habit: 'typed' },
  { source: BROKERAGE, habit: 'typed' },
  { source: REABLEMENT, habit: 'typed' },
  { source: HYWEL_DDA, habit: 'typed' },
  { source: SWANSEA_BAY, habit: 'nightly' },
  { source: STAFFING, habit: 'reports' },
]

const WRITTEN_IN: Readonly<Record<string, string>> = {
  'home-care': BROKERAGE,
  reablement: REABLEMENT,
  'child-front-door': CHILDRENS_RECORDS,
  'child-protection': CHILDRENS_RECORDS,
  'looked-after': CHILDRENS_RECORDS,
}

/** The system in which a journey is written down at a place. */
export function sourceOf(pathway: Pathway['id'], place: string): string {
  if (pathway === 'discharge') return place === 'morriston' ? SWANSEA_BAY : HYWEL_DDA
  return WRITTEN_IN[pathway] ?? MOSAIC
}

/** The team that has a case: the same for one who lives in the same ward. */
export function teamOf(pathway: string, place: string, ward: string): string {
  const teams = TEAMS[pathway] ?? TEAMS[place]
  const number = Number(ward.replace(/\D/g, ''))
  return teams?.[number % teams.length] ?? place
}
