import { expect, test } from 'vitest'
import { overdueLine, usualLine } from './line.ts'

const days = (values: readonly number[]) => values.map((value, day) => ({ day, value }))
const steady = (length: number, value = 40) => days(Array.from({ length }, () => value))

test('the usual line is what only five days in a hundred were above', () => {
  const past = days(Array.from({ length: 100 }, (_, day) => (day % 20 === 3 ? 70 : day % 20 === 4 ? 60 : 40)))
  expect(usualLine(30, past)).toBe(60)
})

test('only the last thirteen weeks count', () => {
  expect(usualLine(40, [...steady(60, 500), ...steady(91)])).toBe(42)
})

test('a line lies above today by as much as a week usually moves, so that nobody is warned of the usual ups and downs', () => {
  const swinging = days(Array.from({ length: 91 }, (_, day) => (day % 14 < 7 ? 40 : 60)))
  expect(usualLine(60, swinging)).toBe(80)
  expect(usualLine(40, steady(91))).toBe(42)
  expect(usualLine(200, steady(91))).toBe(210)
})

test('with less than four weeks there is no usual line', () => {
  expect(usualLine(40, steady(27))).toBeNull()
  expect(usualLine(40, steady(28))).toBe(42)
})

test('where nobody kept what was overdue, it is half as many again, and at least five', () => {
  expect([0, 3, 4, 20, 21].map(overdueLine)).toEqual([5, 5, 6, 30, 32])
})
