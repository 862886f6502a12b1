import type { LocalitySummary } from '@weir/shared/contract/board'
import { expect, test } from 'vitest'
import { mostOverdue } from './most-overdue.ts'

const place = (locality: string, overdue: Record<string, number>): LocalitySummary => ({
  locality,
  pressure: [],
  blockages: [],
  blocked: 0,
  warnings: [],
  warned: 0,
  worst: [],
  services: Object.entries(overdue).map(([service, count]) => ({
    service,
    waiting: count,
    inHand: 0,
    receiving: 0,
    overdue: count,
    dueSoon: 0,
    oldestEnteredAt: null,
    arrivals: { h24: 0, d7: 0 },
    departures: { h24: 0, d7: 0 },
  })),
})

const quiet = ['p', 'q', 'r', 's', 't', 'u'].map((id) => place(id, { all: 0, adults: 0, children: 0 }))

test('the three localities with most overdue are marked, and what has no place is not', () => {
  const marked = mostOverdue([
    ...quiet,
    place('a', { all: 5 }),
    place('b', { all: 9 }),
    place('c', { all: 1 }),
    place('d', { all: 7 }),
    place('unplaced', { all: 99 }),
  ])
  expect([...marked]).toEqual(['b', 'd', 'a'])
})

test('services are never summed: each marks its own', () => {
  const marked = mostOverdue([...quiet, place('a', { adults: 5, children: 0 }), place('b', { adults: 1, children: 4 })])
  expect([...marked]).toEqual(['a', 'b'])
})

test('where nothing is overdue, or there are few localities, nothing is marked', () => {
  expect(mostOverdue(quiet).size).toBe(0)
  expect(mostOverdue([place('a', { all: 5 }), place('b', { all: 1 })]).size).toBe(0)
})
