import type { PackView } from '@weir/shared/contract/pack-view'
import type { WarningBoard } from '@weir/shared/contract/warning'
import { describe, expect, test } from 'vitest'
import { warningLines } from './warning-lines.ts'

const pack: PackView = {
  id: 'here',
  name: { en: 'Here' },
  timeZone: 'Europe/London',
  localityWord: null,
  notice: null,
  localities: [],
  pathways: [
    {
      id: 'adult',
      service: 'adults',
      name: { en: 'Adult assessment', cy: 'Asesu oedolion' },
      stages: [
        { id: 'allocation', kind: 'queue', name: { en: 'Allocation', cy: 'Dyrannu' } },
        { id: 'assessment', kind: 'work', name: { en: 'Assessment', cy: 'Asesu' } },
      ],
    },
  ],
  sources: [],
  reasons: [],
  duties: [],
  pressure: { words: 'weir', actions: [] },
}
const warning: WarningBoard = {
  service: 'adults',
  pathway: 'adult',
  stage: 'allocation',
  line: 'waiting',
  now: 31,
  threshold: 40,
  chances: [
    { days: 1, by: 0, chance: 0.004 },
    { days: 7, by: 0, chance: 0.7 },
  ],
  since: 0,
  record: { shown: 10, came: 8, brier: 0.12, of: 300 },
}
const [line] = warningLines([warning], pack, 'en')

test('a warning says of what, which line, how likely within how long, and how such warnings fared', () => {
  expect(line).toMatchObject({
    about: 'Adult assessment: Allocation',
    crosses: 'more than 40 waiting (31 now)',
    record: '8 of 10 such came true',
  })
})

test('nothing is foretold as certain, nor as impossible', () => {
  expect(line?.chances.map(({ text }) => text)).toEqual(['1 d 1%', '7 d 70%'])
  expect(line?.chances.map(({ spoken }) => spoken)).toEqual(['1% in 1 day', '70% in 7 days'])
  const certain = warningLines([{ ...warning, chances: [{ days: 1, by: 0, chance: 1 }] }], pack, 'cy')
  expect(certain[0]?.chances[0]?.spoken).toBe('99% mewn 1 diwrnod')
})

test('a chance is never told without its track record, and where there is none that is said', () => {
  expect(warningLines([{ ...warning, record: null }], pack, 'en')[0]?.record).toBe('No track record yet')
})

describe('each line in its own words', () => {
  const crosses = (changed: Partial<WarningBoard>) => warningLines([{ ...warning, ...changed }], pack, 'en')[0]?.crosses
  test('work is in hand, and does not wait', () => {
    expect(crosses({ stage: 'assessment' })).toBe('more than 40 in hand (31 now)')
  })
  test('a level is said by its word', () => {
    expect(crosses({ pathway: null, stage: null, line: 'level', now: 2, threshold: 3 })).toBe('High or higher (Busy now)')
  })
})

test('the likeliest comes first', () => {
  const likely: WarningBoard = { ...warning, line: 'overdue', chances: [{ days: 14, by: 0, chance: 0.9 }] }
  expect(warningLines([warning, likely], pack, 'en').map(({ crosses }) => crosses)[0]).toBe('more than 40 overdue (31 now)')
})
