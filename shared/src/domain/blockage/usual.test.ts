import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OFFICE, chancy, even, none, office } from '../../../test/made-days.ts'
import { calendarRhythm } from './rhythm.ts'
import { learn, UNKNOWN, pooledDispersion, usualFrom } from './usual.ts'

const RHYTHM = calendarRhythm(OFFICE)
const usual = (counts: readonly number[], pooled?: number) => usualFrom(learn(office(counts), RHYTHM), pooled)

describe('what is usual', () => {
  test('is the mean of a working day, and how long nothing was nothing out of the ordinary', () => {
    expect(usual(even(50)).mean).toBeCloseTo(4, 0)
    expect(usual(even(50)).quiet).toBeLessThan(2)
  })
  test('counts a spell without any in working days: a weekend makes it no longer', () => {
    expect(usual([4, 4, 4, 0, 0, 0, 4, 4]).quiet).toBe(3)
  })
  test('is unknown where nothing was counted', () => {
    expect(usual(none(30))).toMatchObject({ mean: 0, dispersion: UNKNOWN.dispersion })
  })
  test('finds how unsteady the days are, and never says steadier than chance', () => {
    expect(usual(even(80)).dispersion).toBeLessThan(1.3)
    expect(usual(chancy(400, 6, 3, 7)).dispersion).toBeGreaterThan(2.4)
    fc.assert(fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 60 }), (counts) => usual(counts).dispersion >= 1))
  })
  test('of a place with little to learn from, is as unsteady as the stage is elsewhere', () => {
    const [alone, among] = [usual([3, 5, 4], undefined), usual([3, 5, 4], 6)]
    expect(among.dispersion).toBeGreaterThan(alone.dispersion + 3)
  })
})

test('places are pooled by how much each has to say; those where nothing leaves say nothing', () => {
  const place = (mean: number, dispersion: number, learntFrom: number) => ({ mean, dispersion, learntFrom, quiet: 0 })
  expect(pooledDispersion([])).toBe(2)
  expect(pooledDispersion([place(4, 3, 1000), place(0, 90, 1000)])).toBeCloseTo(3, 1)
  expect(pooledDispersion([place(4, 3, 1000), place(4, 1, 10)])).toBeGreaterThan(2.9)
})
