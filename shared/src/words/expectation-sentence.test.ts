import { describe, expect, test } from 'vitest'
import type { ExpectationBoard } from '../contract/expectation.ts'
import { beyondText, restsText, usuallyText } from './expectation-sentence.ts'
import type { Language } from './language.ts'
import { DAY, HOUR } from './span.ts'

/** Broken to see these fail: a chance of 3 in 100 said as none in ten; nobody who has stayed longer counted as none of so many. */
const ZONE = 'Europe/London'
const SINCE = Date.parse('2025-10-12T00:00:00Z')
const known: ExpectationBoard = {
  ...{ p50: 5.7 * DAY, p85: 13 * DAY, leavesWithin7Days: 0.54, visits: 482, since: SINCE, until: Date.parse('2026-02-09T00:00:00Z'), beyond: 12 },
}
const unknown: ExpectationBoard = { ...known, p50: null, p85: null, leavesWithin7Days: null, beyond: null }
const both = (say: (language: Language) => string | null) => [say('en'), say('cy')]

describe('what may be expected of a stay', () => {
  test.each([
    [
      {},
      'Usually half leave within 6 days and 85 in 100 within 13 days.',
      'Fel arfer mae hanner yn gadael o fewn 6 diwrnod ac 85 o bob 100 o fewn 13 diwrnod.',
    ],
    [
      { p50: 3 * HOUR, p85: 36 * HOUR },
      'Usually half leave within 3 hours and 85 in 100 within 36 hours.',
      'Fel arfer mae hanner yn gadael o fewn 3 awr ac 85 o bob 100 o fewn 36 awr.',
    ],
    [{ p50: 60_000, p85: 120_000 }, 'Usually 85 in 100 leave within 1 hour.', 'Fel arfer mae 85 o bob 100 yn gadael o fewn 1 awr.'],
    [
      { p85: null },
      'Usually half leave within 6 days; too few have left to say by when 85 in 100 do.',
      'Fel arfer mae hanner yn gadael o fewn 6 diwrnod; mae rhy ychydig wedi gadael i ddweud erbyn pryd y mae 85 o bob 100 yn gwneud hynny.',
    ],
  ])('is said with by when half and 85 in 100 leave: %o', (changed, english, welsh) => {
    expect(both((language) => usuallyText({ ...known, ...changed }, ZONE, language))).toEqual([english, welsh])
  })

  test('of a stage that few have left says so, and of how many', () => {
    expect(both((language) => usuallyText({ ...unknown, visits: 7 }, ZONE, language))).toEqual([
      'Of 7 seen in all places since Sunday 12 October, too few have left to say how long it usually takes.',
      'O’r 7 a welwyd ym mhob lle ers dydd Sul 12 Hydref, mae rhy ychydig wedi gadael i ddweud faint o amser y mae’n ei gymryd fel arfer.',
    ])
    expect(usuallyText({ ...unknown, visits: 0, since: null }, ZONE, 'en')).toMatch(/^Nobody has been seen there yet/)
    expect(beyondText({ ...unknown, visits: 7 }, 3, 'en')).toBeNull()
  })

  test('rests on visits of all places, and says how many and since when', () => {
    expect(both((language) => restsText(known, ZONE, language))).toEqual([
      'Usual: learnt from 482 visits in all places, between Sunday 12 October and Monday 9 February.',
      'Arferol: dysgwyd o 482 ymweliad ym mhob lle, rhwng dydd Sul 12 Hydref a dydd Llun 9 Chwefror.',
    ])
  })
})

describe('those who have stayed longer', () => {
  test.each([
    [12, 0.54, '12 of 23 here have stayed longer than that. Of those who do, about 5 in 10 leave within a week.'],
    [1, 0.03, '1 of 23 here has stayed longer than that. Of those who do, hardly any leave within a week.'],
    [2, 0.97, '2 of 23 here have stayed longer than that. Of those who do, nearly all leave within a week.'],
    [3, null, '3 of 23 here have stayed longer than that.'],
    [0, 0.54, 'Nobody here has stayed longer than that.'],
  ])('%d, of whom a share of %s leaves within the week', (beyond, leavesWithin7Days, said) => {
    expect(beyondText({ ...known, beyond, leavesWithin7Days }, 23, 'en')).toBe(said)
  })

  test('are counted in Welsh too', () => {
    expect(beyondText(known, 23, 'cy')).toBe(
      'Mae 12 o 23 yma wedi aros yn hirach na hynny. O’r rhai sy’n gwneud hynny, mae tua 5 o bob 10 yn gadael o fewn wythnos.',
    )
  })
})
