import { expect, test } from 'vitest'
import { findingLines } from './finding-lines.ts'

const PACK = { reasons: [{ id: 'awaiting-funding', name: { en: 'awaiting funding', cy: 'aros am gyllid' }, owner: 'joint' as const }] }
const finding = { attribute: 'provider' as const, value: 'gofal-teg', count: 12, of: 21, expected: 4.1, chance: 0.0003 }

test('a finding says what it is of, how many have it and how many usually do', () => {
  expect(findingLines([finding], PACK, 'en')).toEqual([
    { key: 'provider gofal-teg', what: 'Provider gofal-teg', share: '12 of 21 then; usually about 4.1', part: 12 / 21 },
  ])
})

test('a reason goes by its name in the pack, in the language of the screen', () => {
  const [line] = findingLines([{ ...finding, attribute: 'reason', value: 'awaiting-funding' }], PACK, 'cy')
  expect(line?.what).toBe('Rheswm: aros am gyllid')
})
