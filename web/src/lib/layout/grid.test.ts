import { describe, expect, test } from 'vitest'
import { gridOf } from './grid.ts'

const WALL = 1880 / 930
const PORTRAIT = 1040 / 1760

describe('the localities of a council share the wall', () => {
  test('twenty-three localities and what has no place fit as six by four, and three by eight on a portrait wall', () => {
    expect(gridOf(24, WALL)).toEqual({ columns: 6, rows: 4 })
    expect(gridOf(24, PORTRAIT)).toEqual({ columns: 3, rows: 8 })
  })

  test('three localities and what has no place are large', () => {
    expect(gridOf(4, WALL)).toEqual({ columns: 2, rows: 2 })
    expect(gridOf(4, PORTRAIT)).toEqual({ columns: 1, rows: 4 })
  })

  test('every locality has a place, whatever the number and the shape', () => {
    for (let count = 0; count < 80; count++) {
      for (const aspect of [0.3, 0.56, 1, 16 / 9, 32 / 9]) {
        const { columns, rows } = gridOf(count, aspect)
        expect(columns * rows).toBeGreaterThanOrEqual(count)
        expect(columns * (rows - 1)).toBeLessThan(Math.max(1, count))
      }
    }
  })
})
