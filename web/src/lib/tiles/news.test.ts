import type { Board } from '@weir/shared/contract/board'
import type { PackView } from '@weir/shared/contract/pack-view'
import { expect, test } from 'vitest'
import { freshOf, newsOf } from './news.ts'

const pack: PackView = {
  id: 'here',
  name: { en: 'Here' },
  timeZone: 'Europe/London',
  localityWord: null,
  notice: null,
  localities: [{ id: 'x', name: { en: 'Llanelli' }, kind: 'locality' }],
  pathways: [],
  sources: [],
  reasons: [],
  duties: [],
  pressure: { words: 'weir', actions: [] },
}
const pressure = (level: 1 | 3): Board['pressure'] => [
  {
    service: 'adults',
    level,
    score: level,
    of: 32,
    range: { from: level, to: level },
    weakened: false,
    sources: { late: [], silent: [], of: 1 },
    drivers: [],
    since: 0,
    declared: null,
    disagrees: null,
    card: [],
  },
]
const newsAt = (level: 1 | 3) => newsOf({ pressure: pressure(level), blockages: [], locality: 'x' }, pack, 'en')

test('a level that is another is said once, by the name of its service', () => {
  const before = new Set(newsAt(1).map(({ key }) => key))
  expect(freshOf(before, newsAt(3)).map(({ text }) => text)).toEqual(['Adults: High'])
  expect(freshOf(before, newsAt(1))).toEqual([])
})
