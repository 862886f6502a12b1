import { expect, test } from 'vitest'
import { spokenOf } from './spoken.ts'

const nothing = { lang: null, theme: null }
const unknown = { lang: undefined, theme: undefined }

test('a bilingual wall is a Welsh page with English as its second language', () => {
  expect(spokenOf({ lang: 'cy-en', theme: null }, unknown, 'en')).toEqual({ language: 'cy', second: 'en', theme: 'dark' })
  expect(spokenOf(nothing, { lang: 'cy-en', theme: undefined }, 'en')).toMatchObject({ language: 'cy', second: 'en' })
})

test('the address comes before what the screen was told, and that before what the browser would like', () => {
  expect(spokenOf({ lang: 'en', theme: 'light' }, { lang: 'cy-en', theme: 'dark' }, 'cy')).toEqual({ language: 'en', second: null, theme: 'light' })
  expect(spokenOf(nothing, { lang: 'cy', theme: 'light' }, 'en')).toEqual({ language: 'cy', second: null, theme: 'light' })
  expect(spokenOf(nothing, unknown, 'cy')).toEqual({ language: 'cy', second: null, theme: 'dark' })
})

test('what is neither a language nor a theme asks for nothing', () => {
  expect(spokenOf({ lang: 'xx', theme: 'pink' }, unknown, null)).toEqual({ language: 'en', second: null, theme: 'dark' })
})
