import { expect, test } from 'vitest'
import { dutyParts } from './duty-parts.ts'

test('the parts of a duty add up to what is unsigned and what is open, on one scale', () => {
  const parts = dutyParts(8, { open: 40, overdue: 5, dueSoon: 3 })
  expect(parts.map(({ part, count }) => [part, count])).toEqual([
    ['unsigned', 8],
    ['overdue', 5],
    ['soon', 3],
    ['later', 32],
  ])
  expect(parts.map(({ length }) => length)).toEqual([0.25, 5 / 32, 3 / 32, 1])
})

test('of a duty of which the board says nothing, only what is unsigned is told', () => {
  expect(dutyParts(7, undefined)).toEqual([{ part: 'unsigned', count: 7, length: 1 }])
})
