import { describe, expect, test } from 'vitest'
import { MONDAY, even, flow, judged, none } from '../../../test/made-days.ts'
import { flowsAgain, isUsualAgain } from './again.ts'

const STALLED = MONDAY + 112
const again = (after: readonly number[], waiting = 60) => {
  const one = flow(even(85 + after.length), [...even(80), ...none(5), ...after], { waiting })
  return flowsAgain(one, judged(one), STALLED)
}

describe('a blocked stage flows again', () => {
  test('when two days bring half of what is usual', () => {
    expect(again([4, 4])).toBe(true)
    expect(again([2, 3])).toBe(true)
  })
  test('not when one or two trickle through', () => {
    expect(again([])).toBe(false)
    expect(again([1])).toBe(false)
    expect(again([1, 0, 1])).toBe(false)
  })
  test('when nobody is left to wait', () => expect(again([], 0)).toBe(true))
  test('not by what left before it stopped', () => expect(again(none(0))).toBe(false))
})

test('a surge is over when five days come near to the usual, a drop likewise', () => {
  const known = (times: number) => judged(flow([...even(80), ...even(10, times)], [...even(80), ...even(10, 1 / times)]))
  expect([isUsualAgain('surge', known(2)), isUsualAgain('surge', known(1))]).toEqual([false, true])
  expect([isUsualAgain('capacity-drop', known(2)), isUsualAgain('capacity-drop', known(1))]).toEqual([false, true])
  expect(isUsualAgain('blockage', known(1))).toBe(false)
})
