import { describe, expect, test } from 'vitest'
import { USUAL_AT, poolOf, poolScale } from './pool.ts'

/** Broken to see these fail: a surface that is not measured by what is usual; a least usual of one. */
const stage = (waiting: number, overdue = 0, week = { in: 10, out: 10 }) => ({
  waiting,
  overdue,
  arrivals: { h24: 0, d7: week.in },
  departures: { h24: 0, d7: week.out },
})
const flow = (waiting: number) => ({ pathway: 'p', stage: 's', usual: { waiting, arrivals: 2, departures: 2 }, days: null })
const scale = { mostFlow: 20, mostWaiting: 100 }

describe('a pool', () => {
  test('stands at the same height wherever what waits is usual', () => {
    expect(poolOf(stage(10), flow(10), null, scale).surface).toBeCloseTo(USUAL_AT)
    expect(poolOf(stage(300), flow(300), null, scale).surface).toBeCloseTo(USUAL_AT)
  })
  test('rises with what waits, and says where it can show no more', () => {
    expect(poolOf(stage(20), flow(10), null, scale).surface).toBeCloseTo(2 * USUAL_AT)
    expect(poolOf(stage(40), flow(10), null, scale)).toMatchObject({ surface: 1, brimming: true })
  })
  test('makes no flood of one more where hardly anybody waits', () => {
    expect(poolOf(stage(2), flow(1), null, scale).surface).toBeLessThan(USUAL_AT)
  })
  test('is empty where nobody waits, and never looks empty where somebody does', () => {
    expect(poolOf(stage(0), flow(500), null, scale)).toMatchObject({ surface: 0, overdue: 0 })
    expect(poolOf(stage(1), flow(500), null, scale).surface).toBeGreaterThan(0)
  })
  test('has no usual level where nobody can say what is usual', () => {
    expect(poolOf(stage(100), undefined, null, scale)).toMatchObject({ surface: USUAL_AT, usual: null, inflow: { is: 0.5, usual: null } })
  })
  test('keeps the tide mark of the last huddle only where something has changed', () => {
    expect(poolOf(stage(10), flow(10), 10, scale).tide).toBeNull()
    expect(poolOf(stage(10), flow(10), 5, scale).tide).toBeCloseTo(USUAL_AT / 2)
  })
  test('measures falls by the greatest flow of its journey, usual weeks among them', () => {
    expect(poolScale([stage(1, 0, { in: 3, out: 8 })], [flow(1)], 5)).toEqual({ mostFlow: 10, mostWaiting: 5 })
  })
})
