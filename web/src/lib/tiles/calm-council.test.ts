import { expect, test } from 'vitest'
import { madePlace as place } from '../made.ts'
import { calmPlaces } from './calm-council.ts'

/** Broken to see these fail: a blockage among what has no place forgotten; a level in doubt taken for a calm one. */
const calm = [place('a', 1), place('b', 1), place('unplaced', 1)]

test('a council is calm where every level of a place is steady and nothing is held, and says of how many places', () => {
  expect(calmPlaces(calm)).toBe(2)
  expect(calmPlaces([...calm, { ...place('c', 1), pressure: [] }])).toBe(2)
})
test('a level that presses, or is in doubt, or that a manager declared, is no calm', () => {
  const declared = { level: 3 as const, reason: 'ward-closed', at: 0, until: null }
  expect(calmPlaces([...calm, place('c', 2)])).toBe(0)
  expect(calmPlaces([...calm, place('c', 1, {}, 4)])).toBe(0)
  expect(calmPlaces([{ ...place('c', 1), pressure: place('c', 1).pressure.map((one) => ({ ...one, declared, disagrees: 2 as const })) }])).toBe(0)
})
test('what is held anywhere is no calm, also where it has no place', () => {
  expect(calmPlaces([...calm, place('c', 1, { blocked: 1 })])).toBe(0)
  expect(calmPlaces([place('a', 1), place('unplaced', 1, { blocked: 1 })])).toBe(0)
})
test('a council of which no level is told says nothing', () => {
  expect(calmPlaces([{ ...place('a', 1), pressure: [] }])).toBe(0)
})
