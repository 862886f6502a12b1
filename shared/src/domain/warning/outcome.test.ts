import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../test/runs.ts'
import { outcomeOf } from './outcome.ts'

const AT = Date.parse('2026-01-12T00:00:00Z')
const TODAY = AT / 86_400_000
const row = { at: AT, line: 'waiting' as const, threshold: 20, days: 3 as const }
const history = (values: readonly number[]) => values.map((value, index) => ({ day: TODAY + index, value }))
const outcome = (values: readonly number[], changes: Partial<Parameters<typeof outcomeOf>[0]> = {}) =>
  outcomeOf({ ...row, ...changes }, history(values), 'Europe/London')

test('it came as soon as one of its days ended over the line', () => {
  expect(outcome([21])).toBe(true)
  expect(outcome([0, 0, 21])).toBe(true)
})

test('it did not come once all of its days are known and none is over', () => {
  expect(outcome([20, 20, 20])).toBe(false)
  expect(outcome([20, 20, 20, 21])).toBe(false)
})

test('until then it is open, and a day that nobody kept leaves it open', () => {
  expect(outcome([20, 20])).toBeNull()
  expect(outcomeOf(row, [...history([1]), { day: TODAY + 2, value: 1 }], 'Europe/London')).toBeNull()
})

test('days before it was told are none of its days', () => {
  expect(outcomeOf(row, [{ day: TODAY - 1, value: 99 }, ...history([1, 1, 1])], 'Europe/London')).toBe(false)
})

test('a level is reached, where others must be exceeded', () => {
  expect(outcome([2, 3, 2], { line: 'level', threshold: 3 })).toBe(true)
  expect(outcome([2, 3, 2], { threshold: 3 })).toBe(false)
})

test('more history never turns an outcome round, and a lower line is crossed whenever a higher one is', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 20 }), fc.nat(20), fc.constantFrom(1, 3, 7, 14), (values, known, days) => {
      const [early, late] = [outcome(values.slice(0, known), { days }), outcome(values, { days })]
      if (early !== null) expect(late).toBe(early)
      if (late === true) expect(outcome(values, { days, threshold: 10 })).toBe(true)
    }),
    runs(200),
  )
})
