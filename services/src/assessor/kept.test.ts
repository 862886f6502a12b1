import { expect, test } from 'vitest'
import { nameOf } from './kept.ts'

/** Findings go by their place: Dorchester is not told what those in South End have in common. */
const surge = { pathway: 'public-works', stage: 'open', duty: null, kind: 'surge' as const, openedAt: Date.parse('2015-02-04T05:00:00Z') }

test('what opens in one stage of several places on the same midnight keeps its own findings in each', () => {
  const names = [nameOf({ ...surge, everywhere: false }, 'dorchester'), nameOf({ ...surge, everywhere: false }, 'south-end')]
  expect(new Set([...names, nameOf({ ...surge, everywhere: true }, 'dorchester')]).size).toBe(3)
})

test('what is told of all places together has one name in each of them', () => {
  expect(nameOf({ ...surge, everywhere: true }, 'dorchester')).toBe(nameOf({ ...surge, everywhere: true }, 'roxbury'))
})
