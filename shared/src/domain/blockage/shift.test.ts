import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { even, none, series } from '../../../test/made-days.ts'
import { fallOf, riseOf } from './shift.ts'

/** Broken on purpose: `>=` for `<=` in `rarest`, the clear difference left out, the busiest day counted as it was, few a day as sure as many; each failed here. */
const ALARM = 2e-3
const changed = (times: number, days = 10) => series([...even(80), ...even(days, times)])

describe('a count at another rate than usual', () => {
  test('is a fall at half, and a rise at twice', () => {
    expect(fallOf(changed(0.5), ALARM)?.chance).toBeLessThan(ALARM)
    expect(riseOf(changed(2), ALARM)?.chance).toBeLessThan(ALARM)
    expect(riseOf(changed(0.5), ALARM)).toBeNull()
    expect(fallOf(changed(2), ALARM)).toBeNull()
  })
  test('is nothing where it goes on as ever', () => {
    expect(fallOf(changed(1), ALARM)).toBeNull()
    expect(riseOf(changed(1), ALARM)).toBeNull()
  })
  test('is nothing where the difference is small, however sure', () => {
    expect(riseOf(series([...even(80, 200), ...even(15, 230)]), 0.5)).toBeNull()
  })
  test('is no surge where three come to a place that sees none as a rule', () => {
    const rare = (...last: readonly number[]) => series([...none(39), 1, ...none(45), ...last])
    expect(riseOf(rare(1, 1, 1), ALARM)).toBeNull()
    expect(riseOf(rare(3, 2, 4), ALARM)).not.toBeNull()
  })
  test('is no surge where all that is more came on one day', () => {
    const batch = (count: number) => series([...even(85), 5, 4, count])
    expect(riseOf(batch(40), ALARM)).toBeNull()
    expect(riseOf(series([...even(85), 15, 14, 15]), ALARM)).not.toBeNull()
  })
  test('must be surer where few come', () => {
    const third = (last: readonly number[]) => series([...Array.from({ length: 90 }, (_, day) => (day % 3 === 0 ? 1 : 0)), ...last])
    expect(riseOf(third([2, 1, 1, 2, 1, 2, 0, 2, 1, 1]), ALARM)).toBeNull()
    expect(riseOf(third([4, 3, 4, 3, 4, 3, 5, 4, 3, 4]), ALARM)).not.toBeNull()
  })
  test('says since when, what came and what was to be expected', () => {
    const fall = fallOf(changed(0.5), ALARM)
    expect(fall?.count).toBeLessThan(0.75 * (fall?.expected ?? 0))
    expect(fall?.worth).toBeGreaterThan(2)
  })
})

const recent = fc.array(fc.nat(14), { minLength: 15, maxLength: 15 })

test('more arrivals never clear a surge, and more departures never begin a drop', () => {
  fc.assert(
    fc.property(recent, fc.nat(14), fc.integer({ min: 1, max: 30 }), (days, which, more) => {
      const added = days.map((count, index) => (index === which ? count + more : count))
      const [before, after] = [series([...even(80), ...days]), series([...even(80), ...added])]
      if (riseOf(before, ALARM)) expect(riseOf(after, ALARM)).not.toBeNull()
      if (!fallOf(before, ALARM)) expect(fallOf(after, ALARM)).toBeNull()
    }),
  )
})
