import { expect, test } from 'vitest'
import { LOOKS, LOOK_SHAPES, LOOK_WORDS } from './looks.ts'

/** Broken to see this fail: rehearsal given the shape of replay. */
test('what is not a figure is told apart by shape and by word, so without any colour', () => {
  expect(new Set(LOOKS.map((look) => LOOK_SHAPES[look])).size).toBe(LOOKS.length)
  for (const locale of ['en', 'cy'] as const) expect(new Set(LOOKS.map((look) => LOOK_WORDS[look]({}, { locale }))).size).toBe(LOOKS.length)
})
