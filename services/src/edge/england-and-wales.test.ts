import { describe, expect, it } from 'vitest'
import { englandAndWales } from './england-and-wales.ts'

/**
 * Law 7, its bank holidays: an independent reckoning of the regular ones, weekdays only, by the statute's rules and the Gregorian
 * computus. Broken on purpose: a royal wedding left out, and the May holidays of two jubilees left in; each failed here.
 */
const DAY = 86_400_000
const at = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day)
const iso = (time: number) => new Date(time).toISOString().slice(0, 10)
const weekday = (time: number) => new Date(time).getUTCDay()
const mondayOnOrAfter = (time: number) => time + ((8 - weekday(time)) % 7) * DAY

function easter(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor((year % 100) / 4) - d - (year % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return at(year, Math.floor(f / 31), (f % 31) + 1)
}

function regular(year: number): readonly string[] {
  const newYear = at(year, 1, 1)
  const christmas = at(year, 12, 25)
  const fixed = weekday(newYear) % 6 === 0 ? mondayOnOrAfter(newYear) : newYear
  const winter = weekday(christmas) === 5 ? [0, 3] : weekday(christmas) === 6 ? [2, 3] : weekday(christmas) === 0 ? [1, 2] : [0, 1]
  return [
    fixed,
    easter(year) - 2 * DAY,
    easter(year) + DAY,
    mondayOnOrAfter(at(year, 5, 1)),
    mondayOnOrAfter(at(year, 5, 25)),
    mondayOnOrAfter(at(year, 8, 25)),
    ...winter.map((days) => christmas + days * DAY),
  ].map(iso)
}

const IRREGULAR: Readonly<Record<number, { readonly more: readonly string[]; readonly fewer: readonly string[] }>> = {
  2002: { more: ['2002-06-03', '2002-06-04'], fewer: ['2002-05-27'] },
  2011: { more: ['2011-04-29'], fewer: [] },
  2012: { more: ['2012-06-04', '2012-06-05'], fewer: ['2012-05-28'] },
  2020: { more: ['2020-05-08'], fewer: ['2020-05-04'] },
  2022: { more: ['2022-06-02', '2022-06-03', '2022-09-19'], fewer: ['2022-05-30'] },
  2023: { more: ['2023-05-08'], fewer: [] },
}

describe('bank holidays of England and Wales', () => {
  const known = englandAndWales()

  it('agree with an independent reckoning and with what was proclaimed, every weekday of 2000 to 2060', () => {
    const expected = Array.from({ length: 61 }, (_, index) => 2000 + index).flatMap((year) => {
      const { more, fewer } = IRREGULAR[year] ?? { more: [], fewer: [] }
      return [...regular(year).filter((date) => !fewer.includes(date)), ...more]
    })
    expect(known.filter((date) => weekday(Date.parse(date)) % 6 !== 0)).toEqual(expected.sort())
  })

  it('are in order and listed once', () => {
    expect(known).toEqual([...new Set(known)].sort())
  })
})
