import type { TestBoard } from '@weir/shared/contract/blockage'
import { expect, test } from 'vitest'
import { evidenceRows } from './evidence-rows.ts'

const of = (test: TestBoard['test'], days: number, count: number, expected: number | null): TestBoard => ({ test, days, count, expected, chance: null })
const said = (tests: readonly TestBoard[], language: 'en' | 'cy' = 'en') =>
  evidenceRows({ tests: [...tests] }, language).map(({ label, is, usual }) => [label, is, usual])

test('what left stands against what would be usual, with the days that it was counted over', () => {
  expect(said([of('stall', 6, 0, 14.2)])).toEqual([['Left in 6 working days', '0', '14.2 usual']])
  expect(said([of('stall', 1, 0, 3)])).toEqual([['Left in 1 working day', '0', '3 usual']])
  expect(said([of('stall', 2, 0, 3)], 'cy')).toEqual([['Wedi gadael mewn 2 ddiwrnod gwaith', '0', '3 fel arfer']])
})

test('growth says by how many, and has nothing that is usual', () => {
  expect(said([of('growth', 10, 22, 0)])).toEqual([['Growth in 10 working days', '+22', null]])
})

test('late records are told out of how many', () => {
  expect(said([of('late', 4, 7, 9)])).toEqual([['Records that came late', '7 of 9', null]])
})

test('all rows share a scale, so that what is most is longest', () => {
  const rows = evidenceRows({ tests: [of('stall', 6, 5, 20), of('ageing', 0, 10, 2)] }, 'en')
  expect(rows.map(({ bars }) => bars)).toEqual([
    { is: 0.25, usual: 1 },
    { is: 0.5, usual: 0.1 },
  ])
})
