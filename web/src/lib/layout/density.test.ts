import { expect, test } from 'vitest'
import { densityOf, leastCrowded } from './density.ts'

const densities = (count: number, crowded = leastCrowded(count)) => Array.from({ length: count }, (_, index) => densityOf(index, count, crowded))

test('one blockage has the room to itself; the worst of several keeps its evidence', () => {
  expect(densities(1)).toEqual(['alone'])
  expect(densities(3)).toEqual(['full', 'sentence-only', 'line'])
})

test('of many, all but the worst are lines, so that none is missed', () => {
  expect(densities(5)).toEqual(['full', 'line', 'line', 'line', 'line'])
})

test('where they do not fit, the others are lines first, and the worst keeps at least its sentence', () => {
  expect(densities(3, 1)).toEqual(['full', 'line', 'line'])
  expect(densities(3, 2)).toEqual(['sentence-only', 'line', 'line'])
  expect(densities(3, 3)).toEqual(['bare', 'line', 'line'])
  expect([0, 1, 2].flatMap((crowded) => densities(1, crowded))).toEqual(['alone', 'full', 'sentence-only'])
})
