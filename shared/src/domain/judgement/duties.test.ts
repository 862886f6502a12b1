import { describe, expect, test } from 'vitest'
import { rulesOf } from '../rules.ts'
import { DAY } from '../../contract/instant.ts'
import { pack } from '../../../test/stories.ts'
import { judgeDuties } from './duties.ts'

const RULES = rulesOf(pack)
const NOW = Date.parse('2026-11-20T00:00:00Z')
const reviews = (unauthorised: number, days: number) => ({
  duties: [{ duty: 'review', open: 40, overdue: 2, dueSoon: 1, oldest: null, unauthorised, oldestDoneAt: NOW - days * DAY }],
})
const judge = (unauthorised: number, days: number, before = new Map(), now = NOW) =>
  judgeDuties(new Map([[1, reviews(unauthorised, days)]]), before, RULES, now)

describe('work that is done and does not count', () => {
  test('is a blockage of its own in its place: how many, and since when', () => {
    const { open, memory } = judge(22, 30)
    expect(open.get(1)?.[0]).toMatchObject({ kind: 'authorisation', duty: 'review', stage: null, waiting: 22, since: NOW - 30 * DAY, clears: 19 })
    expect([...memory.keys()]).toEqual(['north\treview'])
  })
  test('is no news where few wait for a signature', () => expect(judge(3, 60).open.size).toBe(0))
  test('is remembered from one evaluation to the next, until it is nearly gone', () => {
    const { memory } = judge(22, 30)
    expect(judge(5, 8, new Map(memory), NOW + DAY).open.get(1)?.[0]?.openedAt).toBe(NOW)
    expect(judge(2, 8, new Map(memory), NOW + DAY).memory.size).toBe(0)
  })
})
