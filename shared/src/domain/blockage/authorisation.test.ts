import { expect, test } from 'vitest'
import { DAY } from '../../contract/instant.ts'
import { clearedByAuthorising, watchAuthorisation } from './authorisation.ts'

const NOW = Date.parse('2026-03-02T00:00:00Z')
const undone = (count: number, days: number) => ({ count, oldestDoneAt: NOW - days * DAY })

test('ten reviews that have waited a week for a signature are a blockage, as are four that have waited three', () => {
  expect(watchAuthorisation(null, undone(10, 7), NOW)).toEqual({ since: NOW - 7 * DAY, openedAt: NOW })
  expect(watchAuthorisation(null, undone(4, 21), NOW)).not.toBeNull()
})

test('fewer, or more for a shorter time, are the course of things', () => {
  for (const [count, days] of [
    [9, 7],
    [10, 6],
    [200, 2],
    [4, 20],
    [3, 90],
  ] as const)
    // prettier-ignore
    expect(watchAuthorisation(null, undone(count, days), NOW), `${count} for ${days} days`).toBeNull()
  expect(watchAuthorisation(null, { count: 0, oldestDoneAt: null }, NOW)).toBeNull()
})

test('it clears well below where it opens, and is remembered as it began until then', () => {
  const open = { since: NOW - 30 * DAY, openedAt: NOW - 20 * DAY }
  expect(watchAuthorisation(open, undone(4, 6), NOW)).toBe(open)
  expect(watchAuthorisation(open, undone(3, 30), NOW)).toBeNull()
  expect(watchAuthorisation(open, undone(20, 4), NOW)).toBeNull()
})

test('it clears once as many are authorised as it says, and not one sooner', () => {
  const open = { since: NOW - 30 * DAY, openedAt: NOW - 20 * DAY }
  const left = (authorised: number) => watchAuthorisation(open, undone(22 - authorised, 30), NOW)
  expect(left(clearedByAuthorising(22))).toBeNull()
  expect(left(clearedByAuthorising(22) - 1)).toBe(open)
})
