import { expect, test } from 'vitest'
import { partlyTexts } from './verdict.ts'

/** Broken to see this fail: a list that was cut and is not spoken of. */
test('a page that could not look at everything says so, list by list, and the same thing once', () => {
  const partly = [
    { of: 'cases' as const, looked: 20_000 },
    { of: 'withdrawn' as const, looked: 5000 },
    { of: 'merged' as const, looked: 5000 },
  ]
  const said = partlyTexts({ partly }, 'en')
  expect(said).toHaveLength(2)
  expect(said[0]).toMatch(/^Only the 20,000 cases that have been here longest were looked at one by one\./)
  expect(partlyTexts({ partly }, 'cy')[0]).toMatch(/^Dim ond ar 20,000 o achosion/)
  expect(partlyTexts({ partly: [] }, 'en')).toEqual([])
})
