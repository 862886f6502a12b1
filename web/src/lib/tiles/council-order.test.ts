import type { LocalitySummary } from '@weir/shared/contract/board'
import { describe, expect, test } from 'vitest'
import { madePlace as place } from '../made.ts'
import { councilShown, worstFirst } from './council-order.ts'

/** Broken to see these fail: a level in doubt that counts as the least it could be; places beyond the twelfth left out. */
const ids = (list: readonly LocalitySummary[]) => list.map(({ locality }) => locality).join(' ')

describe('worst first', () => {
  test('the level comes first, then how bad it could be, then what is held', () => {
    expect(ids(worstFirst([place('a', 1), place('b', 2, {}, 4), place('c', 2, { blocked: 1 }), place('d', 3)]))).toBe('d b c a')
  })
  test('what has no place comes last, however it is', () => {
    expect(ids(worstFirst([place('unplaced', 4), place('a', 1)]))).toBe('a unplaced')
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
  test('has a tile for what has no place, where that is pressed', () => {
    expect(ids(councilShown([...calm, place('unplaced', 3)], 'fixed').large)).toContain('unplaced')
  })
  test('of few places leaves none out', () => {
    expect(councilShown(calm.slice(0, 8), 'fixed').large).toHaveLength(8)
  })
})
