import { DAY, HOUR } from '@weir/shared/words/span'
import { expect, test } from 'vitest'
import { madeExpectation, madeStage } from '../made.ts'
import { expectationRows } from './expectation-rows.ts'

/** Broken to see these fail: nothing said of a stage that few have left; a service among those of which something is expected. */
const since = Date.parse('2025-10-12T00:00:00Z')
const rowsOf = (...stages: readonly Parameters<typeof madeStage>[0][]) =>
  expectationRows(stages.map(madeStage), 'Europe/London', 'en').map(({ stage, cells }) => [stage, ...cells])

test('a stage says by when half and 85 in 100 leave, who has stayed longer and what becomes of them, and what that rests on', () => {
  const known = madeExpectation({ p50: 30 * HOUR, p85: 13 * DAY, beyond: 12, leavesWithin7Days: 0.54, visits: 1482, since })
  expect(rowsOf({ stage: 'panel', expectation: known })).toEqual([['panel', '30 hours', '13 days', '12', '54%', '1,482', '12 October']])
})

test('where too few have left, that is what is said', () => {
  expect(rowsOf({ expectation: madeExpectation({ visits: 7, since }) })).toEqual([['triage', 'too few', 'too few', 'too few', 'too few', '7', '12 October']])
})

test('nothing is expected of a service, nor of a stage before anybody has learnt it', () => {
  expect(rowsOf({ kind: 'service', expectation: madeExpectation() }, { expectation: null })).toEqual([])
})
