import { expect, test } from 'vitest'
import { USUAL_AT } from './pool.ts'
import { riverOf } from './river.ts'

/** Broken to see these fail: rows in the order of what waits; a surface that is not measured by what is usual. */
const stage = (pathway: string, name: string, waiting: number, usual: number | null = null, overdue = 0) => ({ pathway, stage: name, waiting, overdue, usual })
const open = () => 'open' as const

test('journeys keep the order of the pack, and each stage is as wide in every row', () => {
  const { rows, across } = riverOf([stage('a', '1', 1), stage('a', '2', 9), stage('b', '1', 50)], open)
  expect([rows.map(({ pathway, pools }) => [pathway, pools.length]), across]).toEqual([[['a', 2], ['b', 1]], 2]) // prettier-ignore
})

test('where each journey is one stage, what is told comes first, then what is overdue, then how many wait', () => {
  const { rows } = riverOf([stage('a', '1', 9), stage('b', '1', 2, null, 2), stage('c', '1', 1), stage('d', '1', 50)], ({ pathway }) =>
    pathway === 'c' ? 'held' : 'open',
  )
  expect(rows.map(({ pathway }) => pathway).join('')).toBe('cbda')
})

test('water stands as high as on the wall of the place: against what is usual', () => {
  const [row] = riverOf([stage('a', '1', 10, 10), stage('a', '2', 300, 100, 150)], open).rows
  expect(row?.pools.map(({ surface }) => surface)).toEqual([USUAL_AT, 1])
  expect(row?.pools[1]).toMatchObject({ waiting: 300, brimming: true, overdue: 0.5 })
})

test('a place where nothing is has no rows', () => expect(riverOf([], open)).toEqual({ rows: [], across: 1 }))
