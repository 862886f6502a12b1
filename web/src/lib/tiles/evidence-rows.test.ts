import type { TestBoard } from '@weir/shared/contract/blockage'
import { expect, test } from 'vitest'
import { evidenceRows, stillText } from './evidence-rows.ts'

const of = (test: TestBoard['test'], days: number, count: number, expected: number | null): TestBoard => ({ test, days, count, expected, chance: null })
const said = (tests: readonly TestBoard[], language: 'en' | 'cy' = 'en') =>
  evidenceRows({ tests: [...tests] }, language).map(({ label, is, usual }) => [label, is, usual])

test('what left stands against what would be usual, with the days that it was counted over', () => {
  expect(said([of('stall', 6, 0, 14.2)])).toEqual([['Left in 6 working days', '0', '14 usual']])
  expect(said([of('stall', 1, 0, 3)])).toEqual([['Left in 1 working day', '0', '3 usual']])
  expect(said([of('stall', 2, 0, 3)], 'cy')).toEqual([['Wedi gadael mewn 2 ddiwrnod gwaith', '0', '3 fel arfer']])
})

test('growth says by how many, and has nothing that is usual', () => {
  expect(said([of('growth', 10, 22, 0)])).toEqual([['More there than 10 working days ago', '+22', null]])
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

test('what is told although its own test no longer holds says so, and what would end it', () => {
  const ageing = [of('ageing', 0, 29, 8)]
  expect(stillText({ kind: 'surge', tests: [of('rise', 10, 75, 46)] }, 'en')).toBeNull()
  expect(stillText({ kind: 'capacity-drop', tests: [of('stall', 3, 0, 9)] }, 'en')).toBeNull()
  expect(stillText({ kind: 'surge', tests: ageing }, 'en')).toBe('Still open: it ends after three ordinary working days in a row')
  expect(stillText({ kind: 'blockage', tests: ageing }, 'en')).toBe('Still open: too few have left for it to clear')
  expect(stillText({ kind: 'authorisation', tests: [] }, 'en')).toBeNull()
})
