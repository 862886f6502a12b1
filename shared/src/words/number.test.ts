import { expect, test } from 'vitest'
import { numberText, usualText } from './number.ts'

test('what is usual is said in whole numbers from ten on, and in tenths below', () => {
  expect([150.5, 21.1, 10, 9.96, 4.25, 0].map(usualText)).toEqual(['151', '21', '10', '10', '4.3', '0'])
})

test('a number has its thousands apart and at most one decimal, however it comes to be written', () => {
  expect([0, 7, 999, 1000, 1234567, 0.25, 12.04, -3].map(numberText)).toEqual(['0', '7', '999', '1,000', '1,234,567', '0.3', '12', '-3'])
})
