import { describe, expect, test } from 'vitest'
import { ageText, spanText, withinText } from './age.ts'
import { DAY, HOUR, MINUTE, SECOND } from './span.ts'

describe('an age is said in words, in the plural that the language has for it', () => {
  test.each([
    [30 * SECOND, '<1 minute', '<1 munud'],
    [MINUTE, '1 minute', '1 munud'],
    [2 * MINUTE, '2 minutes', '2 funud'],
    [HOUR - 1, '59 minutes', '59 munud'],
    [HOUR, '1 hour', '1 awr'],
    [47 * HOUR, '47 hours', '47 awr'],
    [2 * DAY, '2 days', '2 ddiwrnod'],
    [3 * DAY, '3 days', '3 diwrnod'],
    [6 * DAY + 23 * HOUR, '6 days', '6 diwrnod'],
    [1234 * DAY, '1,234 days', '1,234 diwrnod'],
  ])('%d ms: %s, %s', (age, english, welsh) => {
    expect(ageText(age, 'en')).toBe(english)
    expect(ageText(age, 'cy')).toBe(welsh)
  })

  test.each([
    [5 * MINUTE, '1 hour', '1 awr'],
    [47 * HOUR, '47 hours', '47 awr'],
    [47 * HOUR + 30 * MINUTE, '2 days', '2 ddiwrnod'],
    [2 * DAY + 13 * HOUR, '3 days', '3 diwrnod'],
    [13 * DAY + HOUR, '13 days', '13 diwrnod'],
  ])('what is usually over by %d ms is over within %s, %s: the nearest that is whole', (span, english, welsh) => {
    expect(withinText(span, 'en')).toBe(english)
    expect(withinText(span, 'cy')).toBe(welsh)
  })

  test('a clock that is a little behind never makes an age negative', () => {
    expect(ageText(-500, 'en')).toBe('<1 minute')
    expect(spanText(-500, 'en')).toBe('0 seconds')
  })

  test('seconds are counted where a person watches', () => {
    expect(spanText(1000, 'en')).toBe('1 second')
    expect(spanText(12_345, 'cy')).toBe('12 eiliad')
    expect(spanText(2 * MINUTE, 'cy')).toBe('2 funud')
  })
})
