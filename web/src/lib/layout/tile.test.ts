import { expect, test } from 'vitest'
import { gridOf } from './grid.ts'
import { tileText } from './tile.ts'

const WALL = 1890 / 955

test('one service of one kind has its tile for itself: 24 of them in text of 24 px', () => {
  const grid = gridOf(24, WALL)
  const text = tileText(1, 2, false, grid, WALL)
  expect(text).toMatchObject({ across: 1, figuresAcross: 2 })
  expect(955 / grid.rows / text.leastLines).toBeGreaterThanOrEqual(24)
  expect(1890 / grid.columns / text.ems).toBeGreaterThanOrEqual(24)
})

test('in a wide tile two services stand side by side, and their figures two by two', () => {
  expect(tileText(2, 4, false, { columns: 2, rows: 2 }, WALL)).toMatchObject({ across: 2, figuresAcross: 2 })
})

test('in a tall tile they stand below each other', () => {
  expect(tileText(2, 4, false, { columns: 4, rows: 1 }, WALL)).toMatchObject({ across: 1 })
})

test('a council of many services still has room for all of them', () => {
  const { across, leastLines } = tileText(6, 4, false, { columns: 2, rows: 2 }, WALL)
  expect(across).toBeGreaterThan(1)
  expect(leastLines).toBeGreaterThan(0)
})

test('a level takes a line, and 24 localities with levels still have text of 24 px', () => {
  const grid = gridOf(24, WALL)
  expect(955 / grid.rows / tileText(1, 2, true, grid, WALL).leastLines).toBeGreaterThanOrEqual(24)
})
