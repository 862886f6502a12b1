import type { PackView } from '@weir/shared/contract/pack-view'
import type { Status } from '@weir/shared/contract/status'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@weir/shared/words/span'
import { troublesOf } from './troubles.ts'

const NOW = Date.parse('2026-03-09T14:00:00Z')
const pack: PackView = {
  id: 'here',
  name: { en: 'Here' },
  timeZone: 'Europe/London',
  localityWord: null,
  notice: null,
  localities: [],
  pathways: [],
  sources: [{ id: 's', name: { en: 'Mosaic' } }],
  reasons: [],
  duties: [],
  pressure: { words: 'weir', actions: [] },
}
const calm: Status = { mode: 'live', now: NOW, behind: 3, stalledSince: null, rebuilding: null, stuck: 0, replay: null }
const source = (heardAt: number | null) => ({
  id: 's',
  heardAt,
  throughAt: null,
  lateAt: heardAt === null ? null : heardAt + HOUR,
  silentAt: heardAt === null ? null : heardAt + 6 * HOUR,
  oddities: {},
})
const said = (status: Partial<Status>, heardAt: number | null = NOW, language: 'en' | 'cy' = 'en') =>
  troublesOf([source(heardAt)], { ...calm, ...status }, pack, language, NOW).map((trouble) => trouble.text)

test('while all sources report and the flow keeps up there is nothing to say', () => {
  expect(said({})).toEqual([])
})

describe('a source that does not report is named, with since when', () => {
  test('late from the instant the board says, and not before', () => {
    expect(said({}, NOW - HOUR + 1)).toEqual([])
    expect(said({}, NOW - HOUR)).toEqual(['Mosaic: late, last heard at 13:00'])
  })

  test('silent, with the day where that is another', () => {
    expect(said({}, NOW - 20 * HOUR)).toEqual(['Mosaic: silent, last heard at 18:00 on 8 March'])
    expect(said({}, NOW - 20 * HOUR, 'cy')).toEqual(['Mosaic: yn dawel, clywyd ddiwethaf 18:00 ar 8 Mawrth'])
  })

  test('many at once are named together, joined as the language joins them', () => {
    const sources = ['Alpha', 'Beta', 'Gamma', 'Eclipse'].map((id) => ({ ...source(NOW - 20 * HOUR), id }))
    expect(troublesOf(sources, calm, pack, 'en', NOW)).toMatchObject([{ text: 'Late or silent sources: Alpha, Beta, Gamma and Eclipse' }])
    expect(troublesOf(sources, calm, pack, 'cy', NOW)).toMatchObject([{ text: 'Ffynonellau hwyr neu dawel: Alpha, Beta, Gamma ac Eclipse' }])
  })

  test('never heard is another thing than silent', () => {
    expect(said({}, null)).toEqual(['Mosaic: never heard yet'])
  })
})

describe('a flow that has not counted everything says so', () => {
  test('a few events are always on their way; many are said', () => {
    expect(said({ behind: 499 })).toEqual([])
    expect(said({ behind: 12_345 })).toEqual(['The figures are behind: 12,345 events are not counted yet'])
  })

  test('a flow that stands still says since when, in the plural of each language', () => {
    expect(said({ behind: 1, stalledSince: NOW - 5 * MINUTE })).toEqual(['Nothing has been counted since 13:55: 1 event waits to be counted'])
    expect(said({ behind: 2, stalledSince: NOW - 5 * MINUTE }, NOW, 'cy')).toEqual([
      'Nid oes dim wedi’i gyfrif ers 13:55: 2 ddigwyddiad yn aros i gael eu cyfrif',
    ])
  })

  test('a rebuild says how far it is, and never that it is done before it is', () => {
    expect(said({ rebuilding: { done: 999, total: 1000 } })).toEqual(['The figures are being rebuilt: 99% done'])
    expect(said({ rebuilding: { done: 0, total: 0 } })).toEqual(['The figures are being rebuilt: 0% done'])
  })

  test('cases that cannot be shown are counted aloud', () => {
    expect(said({ stuck: 1 })).toEqual(['1 case cannot be shown'])
    expect(said({ stuck: 3 }, NOW, 'cy')).toEqual(['Ni ellir dangos 3 achos'])
  })
})
