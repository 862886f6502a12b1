import { describe, expect, test } from 'vitest'
import { USUAL_AT, poolOf } from './pool.ts'

/**
 * Broken to see these fail: a surface that is not measured by what is usual; a least usual of one; a stream measured by its own
 * usual week, and by no least week.
 */
const stage = (waiting: number, overdue = 0, week = { in: 10, out: 10 }) => ({
  waiting,
  overdue,
  arrivals: { h24: 0, d7: week.in },
  departures: { h24: 0, d7: week.out },
})
const flow = (waiting: number) => ({ pathway: 'p', stage: 's', usual: { waiting, arrivals: 2, departures: 2 }, days: null })
const scale = 100

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
  test('has streams as wide wherever what comes and goes is usual, and wider where it is more', () => {
    expect(poolOf(stage(10), flow(10), null, scale)).toMatchObject({ inflow: { is: 0.5, usual: 0.5 }, outflow: { is: 0.5, usual: 0.5 } })
    expect(poolOf(stage(10, 0, { in: 15, out: 40 }), flow(10), null, scale)).toMatchObject({ inflow: { is: 0.75 }, outflow: { is: 1 } })
  })
  test('measures what comes in and what goes out alike, so that the wider of them is the greater', () => {
    const uneven = { ...flow(10), usual: { waiting: 10, arrivals: 4, departures: 2 } }
    expect(poolOf(stage(10), uneven, null, scale)).toMatchObject({ inflow: { is: 0.25, usual: 0.5 }, outflow: { is: 0.25, usual: 0.25 } })
  })
  test('makes no torrent of one arrival, whether it is usual or nobody can say', () => {
    const rare = { ...flow(1), usual: { waiting: 1, arrivals: 0.1, departures: 0.1 } }
    const one = stage(1, 0, { in: 1, out: 0 })
    expect(poolOf(one, rare, null, scale)).toMatchObject({ inflow: { is: 0.1 }, outflow: { is: 0 } })
    expect(poolOf(one, undefined, null, scale)).toMatchObject({ inflow: { is: 0.1 }, outflow: { is: 0 } })
  })
})
