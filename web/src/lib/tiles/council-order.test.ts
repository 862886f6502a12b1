import type { LocalitySummary } from '@weir/shared/contract/board'
import { describe, expect, test } from 'vitest'
import { madePlace as place } from '../made.ts'
import { councilShown, edgeOf, worstFirst } from './council-order.ts'

/** Broken to see these fail: how high a level could be before the level itself; an edge in doubt of the level that it could be; places beyond the twelfth left out. */
const ids = (list: readonly LocalitySummary[]) => list.map(({ locality }) => locality).join(' ')

describe('worst first', () => {
  test('the level comes first, then how bad it could be, then what is held', () => {
    expect(ids(worstFirst([place('a', 1), place('b', 2, {}, 4), place('c', 2, { blocked: 1 }), place('d', 3)]))).toBe('d b c a')
  })
  test('what has no place comes last, however it is', () => {
    expect(ids(worstFirst([place('unplaced', 4), place('a', 1)]))).toBe('a unplaced')
  })
})

describe('the edge of a tile', () => {
  const [sure] = place('a', 2).pressure
  test('is of the level that is told, never of what it could be, and broken where that is in doubt', () => {
    expect(edgeOf(place('a', 3))).toEqual({ level: 3, sure: true })
    expect(edgeOf(place('a', 2, {}, 4))).toEqual({ level: 2, sure: false })
    expect(edgeOf(place('a', 1, {}, 4))).toEqual({ level: 1, sure: false })
  })
  test('of a sure level beside a doubted calm one is sure', () => {
    expect(edgeOf({ pressure: [...place('a', 1, {}, 4).pressure, ...(sure ? [sure] : [])] })).toEqual({ level: 2, sure: true })
  })
  test('is critical where a manager declared it', () => {
    const declared = { level: 4 as const, reason: 'ward-closed', at: 0, until: null }
    expect(edgeOf({ pressure: place('a', 2, {}, 4).pressure.map((one) => ({ ...one, declared, disagrees: 2 as const })) })).toEqual({ level: 4, sure: true })
  })
})

describe('a council of many places', () => {
  const calm = Array.from({ length: 20 }, (_, index) => place(`calm-${index}`, 1))
  test('has tiles for those that matter and a line for each of the rest, none missing', () => {
    const { large, small } = councilShown([...calm, ...Array.from({ length: 8 }, (_, index) => place(`high-${index}`, 3))], 'fixed')
    expect([large.length, small.length]).toEqual([8, 20])
    expect(large.every(({ locality }) => locality.startsWith('high'))).toBe(true)
  })
  test('keeps its order where the order is fixed, and never fills a wall with one tile', () => {
    const { large } = councilShown([...calm, place('last', 4)], 'fixed')
    expect(large).toHaveLength(6)
    expect(large.at(-1)?.locality).toBe('last')
  })
  test('has a tile for one that could be high, after those that are', () => {
    const doubted = place('doubted', 1, {}, 4)
    const { large } = councilShown([...calm, doubted, ...Array.from({ length: 12 }, (_, index) => place(`high-${index}`, 3))], 'worst')
    expect(ids(large)).not.toContain('doubted')
    expect(ids(councilShown([...calm, doubted, place('busy', 2)], 'worst').large)).toMatch(/^busy doubted /)
  })
  test('has a tile for what has no place, where that is pressed', () => {
    expect(ids(councilShown([...calm, place('unplaced', 3)], 'fixed').large)).toContain('unplaced')
  })
  test('of few places leaves none out', () => {
    expect(councilShown(calm.slice(0, 8), 'fixed').large).toHaveLength(8)
  })
})
