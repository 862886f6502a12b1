import { expect, test } from 'vitest'
import { listText } from './list.ts'

test('a list is joined as each language joins it', () => {
  expect(listText([], 'en')).toBe('')
  expect(listText(['Mosaic'], 'cy')).toBe('Mosaic')
  expect(listText(['Mosaic', 'Eclipse'], 'en')).toBe('Mosaic and Eclipse')
  expect(listText(['PIMS', 'Mosaic', 'CareFirst'], 'en')).toBe('PIMS, Mosaic and CareFirst')
})

test('Welsh joins with "a" before a consonant and with "ac" before a vowel, with or without its circumflex', () => {
  expect(listText(['Eclipse', 'Mosaic'], 'cy')).toBe('Eclipse a Mosaic')
  expect(listText(['Mosaic', 'Eclipse'], 'cy')).toBe('Mosaic ac Eclipse')
  expect(listText(['Mosaic', 'Ŵyr'], 'cy')).toBe('Mosaic ac Ŵyr')
})
