import { expect, test } from 'vitest'
import { type Comparable, saidBeside } from './source-says.ts'

/** Broken to see these fail: the count of the morning compared with what waits now; a team held to the moves of the whole stage. */
const HOUR = 3_600_000
const SEVEN = Date.parse('2026-01-06T07:00:00Z')
const NOW = SEVEN + 10 * HOUR + HOUR / 2
const NAME = '0\t/mosaic\t\tllanelli'
const text = (open: number, team: string | null = null, countedAt = SEVEN) => JSON.stringify({ source: '/mosaic', team, open, countedAt })

/** Twenty wait now; since seven six came and four went, two of each in the hour after nine. */
const hours: Readonly<Record<number, { readonly arrived: number; readonly departed: number }>> = {
  [SEVEN / HOUR]: { arrived: 4, departed: 2 },
  [SEVEN / HOUR + 2]: { arrived: 2, departed: 2 },
}
const here: Comparable = { waiting: 20, ofTeam: (team) => (team === 'one' ? 9 : 0), inHour: (hour) => hours[hour] ?? { arrived: 0, departed: 0 } }
const ours = (said: string, name = NAME, now = NOW) => saidBeside(name, said, here, now).ours

test('a count is compared with what waited when it was made: what moved since is no disagreement', () => {
  expect(ours(text(18))).toBe(18)
  expect(ours(text(20))).toBe(18)
})

test('within the hour of the count nobody knows which came before it', () => {
  const halfPast = (open: number) => ours(text(open, null, SEVEN + HOUR / 2))
  expect([halfPast(10), halfPast(17), halfPast(30)]).toEqual([16, 17, 22])
})

test('a team may have had any part of the moves of its stage', () => {
  expect([ours(text(7, 'one')), ours(text(12, 'one')), ours(text(40, 'one')), ours(text(0, 'one'))]).toEqual([7, 12, 13, 3])
})

test('a count of all places, of a day ago or of the time to come is compared with nothing', () => {
  expect(ours(text(18), '0\t/mosaic\t\t')).toBeNull()
  expect(ours(text(18), NAME, SEVEN + 24 * HOUR)).toBeNull()
  expect(ours(text(18), NAME, SEVEN - 1)).toBeNull()
})
