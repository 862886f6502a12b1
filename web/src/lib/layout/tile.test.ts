import { expect, test } from 'vitest'
import { tileText } from './tile.ts'

test('one service has its tile for itself', () => {
  expect(tileText(1, 2, { columns: 6, rows: 4 }, 2)).toMatchObject({ across: 1, ems: 12.5 })
})

test('two services stand side by side in a wide tile, and below each other in a narrow one', () => {
  expect(tileText(2, 4, { columns: 2, rows: 2 }, 2).across).toBe(2)
  expect(tileText(2, 4, { columns: 4, rows: 1 }, 2).across).toBe(1)
})

test('services below each other need the lines of each', () => {
  const linesOf = (services: number) => tileText(services, 4, { columns: 4, rows: 1 }, 2).leastLines
  expect(linesOf(2) - linesOf(1)).toBeGreaterThan(5)
})
