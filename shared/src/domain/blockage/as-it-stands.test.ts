import { expect, test } from 'vitest'
import type { BlockageBoard } from '../../contract/blockage.ts'
import { asItStands } from './as-it-stands.ts'

const judged = (more: Partial<BlockageBoard>): BlockageBoard => ({
  ...{ kind: 'blockage', service: 'adults', pathway: 'adult', stage: 'panel', duty: null, everywhere: false, since: 0, openedAt: 0, waiting: 23 },
  ...{ oldestEnteredAt: 1, usual: null, sinceThen: null, tests: [], reasons: [], common: [], behind: 0, effectOf: null, clears: null },
  ...more,
})
const stages = [
  { pathway: 'adult', stage: 'panel', waiting: 24, oldestEnteredAt: 5 },
  { pathway: 'child', stage: 'panel', waiting: 7, oldestEnteredAt: null },
]

test('a blockage says how many wait as its stage does, also where one came since it was judged', () => {
  expect(asItStands([judged({}), judged({ pathway: 'child' })], stages)).toMatchObject([
    { waiting: 24, oldestEnteredAt: 5 },
    { waiting: 7, oldestEnteredAt: null },
  ])
})

test('what is seen in all places together, and a duty, stay as they were judged', () => {
  const others = [judged({ everywhere: true }), judged({ kind: 'authorisation', stage: null, duty: 'review' })]
  expect(asItStands(others, stages)).toEqual(others)
})
