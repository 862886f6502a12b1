import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/runs.ts'
import { chancesAbove, chancesOfScore, crosses } from './chance.ts'
import { chancesWithin, goneAt, lastDayWithin } from './horizon.ts'

const LONDON = { timeZone: 'Europe/London', holidays: [] }
const at = (text: string) => Date.parse(text)
const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000

/** Four paths of three days. */
const PATHS = { days: 3, count: 4 }
const VALUES = Int32Array.from([1, 2, 3, 5, 1, 1, 1, 1, 1, 3, 3, 9])

describe('chances of crossing', () => {
  test('a path counts from the first day on which it is over the line, and on no other day', () => {
    expect([...chancesAbove(PATHS, VALUES, 3)]).toEqual([1.5 / 5, 1.5 / 5, 2.5 / 5])
  })

  test('as many as the line says is not more than it says', () => {
    expect(crosses('waiting', 120, 120)).toBe(false)
    expect(crosses('overdue', 121, 120)).toBe(true)
    expect(crosses('level', 3, 3)).toBe(true)
  })

  test('nothing is told as certain or as impossible', () => {
    expect(chancesAbove(PATHS, VALUES, 100)[2]).toBeGreaterThan(0)
    expect(chancesAbove(PATHS, VALUES, 0)[0]).toBeLessThan(1)
  })

  test('later days are never less likely, and a higher line never likelier', () => {
    const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 50 }), (list, line) => {
        const [low, high] = [chancesAbove(PATHS, Int32Array.from(list), line), chancesAbove(PATHS, Int32Array.from(list), line + 1)]
        low.forEach((chance, day) => {
          expect(chance).toBeGreaterThanOrEqual(low[day - 1] ?? 0)
          expect(chance).toBeGreaterThanOrEqual(high[day] ?? 1)
        })
      }),
      runs(100),
    )
  })

  test('a level is reached by what waits and what is overdue in all the stages of a service together', () => {
    const stage = (waiting: readonly number[], overdue: readonly number[] | null) => ({
      today: 0,
      days: 2,
      count: 2,
      waiting: Int32Array.from(waiting),
      overdue: overdue && Int32Array.from(overdue),
    })
    const stages = [stage([1, 2, 3, 4], [0, 0, 0, 9]), stage([1, 1, 1, 1], null)]
    expect([...chancesOfScore(stages, (waiting, overdue) => waiting + 10 * overdue, 90)]).toEqual([0.5 / 3, 1.5 / 3])
    expect([...chancesOfScore(stages, (waiting) => waiting, 3)]).toEqual([1.5 / 3, 2.5 / 3])
    expect(() => chancesOfScore([...stages, { ...stage([1], null), days: 1, count: 1 }], (waiting) => waiting, 3)).toThrow(RangeError)
  })
})

describe('within so many days', () => {
  test('is until the nearest local midnight, on both sides of a clock change', () => {
    const friday = dayOf('2026-03-27')
    expect(lastDayWithin(1, at('2026-03-27T00:00:00Z'), 'Europe/London')).toBe(friday)
    expect(lastDayWithin(1, at('2026-03-27T11:59:00Z'), 'Europe/London')).toBe(friday)
    expect(lastDayWithin(1, at('2026-03-27T12:00:00Z'), 'Europe/London')).toBe(friday + 1)
    expect(lastDayWithin(7, at('2026-03-27T16:00:00Z'), 'Europe/London')).toBe(dayOf('2026-04-03'))
    expect(lastDayWithin(7, at('2026-04-02T23:00:00Z'), 'Europe/London')).toBe(dayOf('2026-04-09'))
  })

  test('ends at the midnight that ends its last day, so that a wall can name the day', () => {
    const byDay = Float64Array.from({ length: 15 }, (_, day) => day / 100)
    const chances = chancesWithin(byDay, 60, at('2026-03-27T16:00:00Z'), LONDON)
    expect(chances.map(({ days, chance }) => [days, chance])).toEqual([[1, 0.01], [3, 0.03], [7, 0.07], [14, 0.14]]) // prettier-ignore
    expect(chances.map(({ by }) => by)).toEqual(['2026-03-29T00:00:00Z', '2026-03-30T23:00:00Z', '2026-04-03T23:00:00Z', '2026-04-10T23:00:00Z'].map(at))
  })

  test('is no further than half of what was seen', () => {
    const chances = chancesWithin(new Float64Array(15), 20, at('2026-03-27T16:00:00Z'), LONDON)
    expect(chances.map(({ days }) => days)).toEqual([1, 3, 7])
  })

  test("a day's work begins at eight and is over at six", () => {
    expect(['00:00', '08:00', '13:00', '18:00', '23:00'].map((time) => goneAt(at(`2026-01-12T${time}:00Z`), LONDON))).toEqual([0, 0, 0.5, 1, 1])
  })
})
