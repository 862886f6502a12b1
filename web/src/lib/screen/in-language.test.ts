import { expect, test } from 'vitest'
import { inLanguage } from './in-language.ts'

test('the same page in the other language keeps what its address says besides', () => {
  expect(inLanguage('?code=234567&lang=en', 'cy')).toBe('?code=234567&lang=cy')
  expect(inLanguage('', 'cy')).toBe('?lang=cy')
})
