import { describe, expect, test } from 'vitest'
import { even, flow, judged, none } from '../../../test/made-days.ts'
import { ageingOf, growthOf } from './waiting.ts'

const growth = (arrived: readonly number[], departed: readonly number[]) => {
  const one = flow(arrived, departed)
  return growthOf(one, judged(one))
}

describe('what waits', () => {
  test('grows where more comes than goes for days on end', () => {
    const seen = growth(even(80), [...even(70), ...even(10, 0)])
    expect(seen?.by).toBeGreaterThan(35)
    expect(seen?.days).toBeGreaterThan(9)
  })
  test('tells for how many working days it has grown, not for how many days', () => {
    expect(growth(even(80), [...even(70), ...none(10)])?.days).toBeCloseTo(10, 0)
  })
  test('has not grown before the record begins: what was there on the first day had been waiting', () => {
    const before = growth([...none(20), 200, ...even(30)], [...none(20), 0, ...even(20), ...none(10)])
    expect(before?.by).toBeLessThan(60)
    expect(before?.days).toBeLessThan(30)
  })
  test('does not grow where as much goes as comes, nor after one busy day', () => {
    expect(growth(even(80), even(80))).toBeNull()
    expect(growth([...even(79), 12], even(80))).toBeNull()
  })
  test('ages where more than fifteen in a hundred wait longer than usual, and not by chance', () => {
    const ageing = (waiting: number, older: number | null) => ageingOf(flow([], [], { waiting, older }))
    expect(ageing(100, 30)).toMatchObject({ older: 30, expected: 15 })
    expect(ageing(100, 20)).toBeNull()
    expect(ageing(4, 2)).toBeNull()
    expect(ageing(100, null)).toBeNull()
    expect(ageing(0, 0)).toBeNull()
  })
})
