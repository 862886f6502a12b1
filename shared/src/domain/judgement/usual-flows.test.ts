import { expect, test } from 'vitest'
import { NONE_LATE } from '../blockage/flow.ts'
import { lastDays, usuallyWaiting } from './usual-flows.ts'

/** Broken to see these fail: the mean in place of the median; today's end in place of yesterday's. */
const days = (counts: readonly number[]) => counts.map((count, day) => ({ day, count, late: NONE_LATE }))

test('what is usually there is reckoned back from what is there now', () => {
  // five a day come and go, ten are there; today three have come
  const flow = { arrived: days([10, 5, 5, 5, 5, 3]), departed: days([0, 5, 5, 5, 5, 0]), waiting: 13 }
  expect(usuallyWaiting(flow)).toBe(10)
})

test('days out of the ordinary do not move what is usual while they are fewer than half', () => {
  const flow = { arrived: days([10, 5, 5, 5, 5, 5, 5]), departed: days([0, 5, 5, 5, 0, 0, 0]), waiting: 25 }
  expect(usuallyWaiting(flow)).toBe(10)
})

test('where nothing ever came, what is there now is usual', () => {
  expect(usuallyWaiting({ arrived: days([0, 0]), departed: days([0, 0]), waiting: 4 })).toBe(4)
})

test('what came and went is told of whole days alone, and of none before the record began', () => {
  const flow = { arrived: days([0, 0, 90, 5, 6, 3]), departed: days([0, 0, 0, 4, 5, 1]) }
  expect(lastDays(flow, 3, 'UTC')).toEqual({ from: 3 * 86_400_000, arrived: [5, 6], departed: [4, 5] })
  expect(lastDays(flow, Infinity, 'UTC')).toBeNull()
})
