import { describe, expect, test } from 'vitest'
import { even, flow, judged, none } from '../../../test/made-days.ts'
import { clearedBy, evidenceOf } from './evidence.ts'
import { testsOf } from './signal.ts'

const ALARM = { blockage: 3.5e-3, other: 2e-3 }
const told = (one = flow(even(85), [...even(80), ...none(5)])) => evidenceOf('blockage', testsOf(one, judged(one), ALARM))

describe('the evidence', () => {
  test('is every test that holds, with its numbers', () => {
    const [stall] = told()
    expect(stall).toMatchObject({ test: 'stall', count: 0 })
    expect(stall?.expected).toBeGreaterThan(15)
  })
  test('says that nothing left only once: a stall is a fall as well', () => {
    expect(told().map(({ test }) => test)).not.toContain('fall')
  })
  test('begins with the test that names what it is told of, whatever else holds', () => {
    const both = flow([...even(75), ...even(10, 2)], even(85), { waiting: 100, older: 60 })
    const tests = testsOf(both, judged(both), ALARM)
    expect(evidenceOf('surge', tests)[0]?.test).toBe('rise')
    expect(evidenceOf('bottleneck', tests)[0]?.test).toBe('growth')
    expect(evidenceOf('bottleneck', tests).length).toBe(evidenceOf('surge', tests).length)
  })
  test('is empty where nothing is out of the ordinary', () => expect(told(flow(even(85), even(85)))).toEqual([]))
  test('has numbers that one can read out', () => {
    for (const { days, expected, chance } of told()) {
      expect([days * 10, (expected ?? 0) * 10].map((tenths) => tenths - Math.round(tenths)).every((rest) => Math.abs(rest) < 1e-9)).toBe(true)
      expect(chance === null || String(chance).replace(/^0\.0*|e.*|\./g, '').length <= 2).toBe(true)
    }
  })
})

test('a blockage says how many must leave for it to clear: a day’s worth, and two at the least', () => {
  expect(clearedBy(judged(flow(even(85), even(85))))).toBeGreaterThanOrEqual(4)
  expect(clearedBy(judged(flow(none(85), none(85))))).toBe(2)
})
