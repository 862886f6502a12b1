import { expect, test } from 'vitest'
import { chooseLanguage } from './language.ts'

test('a screen speaks the language that its address asks for, and remembers it', () => {
  expect(chooseLanguage('cy', 'en', 'en-GB')).toBe('cy')
  expect(chooseLanguage(null, 'cy', 'en-GB')).toBe('cy')
})

test('without either, it speaks what the browser would rather read, and English where it knows neither', () => {
  expect(chooseLanguage(null, undefined, 'en;q=0.5, cy-GB;q=0.9')).toBe('cy')
  expect(chooseLanguage(null, undefined, 'cy;q=0, en-GB')).toBe('en')
  expect(chooseLanguage(null, undefined, 'pl, de;q=0.8')).toBe('en')
  expect(chooseLanguage(null, undefined, null)).toBe('en')
})

test('a language that Weir does not speak is not taken from an address or a cookie', () => {
  expect(chooseLanguage('de', 'fr', 'cy')).toBe('cy')
})
