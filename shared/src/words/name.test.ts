import type { PackView } from '../contract/pack-view.ts'
import { expect, test } from 'vitest'
import { localityName, nameIn, pathwayName, queueInSentence, queueName, sourceName, teamName } from './name.ts'

const pack: PackView = {
  id: 'here',
  name: { en: 'Here' },
  timeZone: 'Europe/London',
  localityWord: null,
  notice: null,
  localities: [{ id: 'llanelli', name: { en: 'Llanelli', cy: 'Llanelli' }, kind: 'locality' }],
  pathways: [
    {
      id: 'adult',
      service: 'adults',
      name: { en: 'Adult' },
      stages: [
        { id: 'triage', kind: 'queue', name: { en: 'Triage' } },
        { id: 'plan', kind: 'work', name: { en: 'Plan' } },
      ],
    },
    { id: 'roads', service: 'all', name: { en: 'Roads' }, stages: [{ id: 'open', kind: 'queue', name: { en: 'Open requests' } }] },
  ],
  sources: [],
  reasons: [],
  duties: [],
  pressure: { words: 'weir', actions: [] },
}

test('a name that the pack has in English alone is shown on a Welsh page, and marked as English', () => {
  expect(nameIn({ en: 'Roxbury' }, 'cy')).toEqual({ text: 'Roxbury', lang: 'en' })
  expect(nameIn({ en: 'Roxbury' }, 'en')).toEqual({ text: 'Roxbury', lang: undefined })
  expect(nameIn({ en: 'Carmarthen', cy: 'Caerfyrddin' }, 'cy')).toEqual({ text: 'Caerfyrddin', lang: undefined })
})

test('what no locality was given for has a name in both languages', () => {
  expect(localityName(pack, 'unplaced')).toEqual({ en: 'No locality given', cy: 'Ardal heb ei nodi' })
})

test('what the pack does not know goes by its own code', () => {
  expect(pathwayName(pack, 'new-one').en).toBe('new-one')
  expect(sourceName(pack, '/here/mosaic').en).toBe('/here/mosaic')
})

test('a queue is called by its journey, and by its stage where the journey has several', () => {
  expect(queueName(pack, 'adult', 'triage').en).toBe('Adult: Triage')
  expect(queueName(pack, 'roads', 'open').en).toBe('Roads')
  expect(queueInSentence(pack, 'adult', 'triage', 'en')).toBe('Triage (Adult)')
  expect(queueInSentence(pack, 'roads', 'open', 'en')).toBe('Roads')
})

test('a team goes by the place whose id it bears, else by its code, which is read as words', () => {
  expect(teamName({ ...pack, localities: [{ id: 'llanelli', name: { en: 'Llanelli town', cy: 'Tref Llanelli' }, kind: 'locality' }] }, 'llanelli', 'cy')).toBe(
    'Tref Llanelli',
  )
  expect(teamName(pack, 'front-door', 'en')).toBe('front door')
})
