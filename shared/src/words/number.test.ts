import { expect, test } from 'vitest'
import { usualText } from './number.ts'

test('what is usual is said in whole numbers from ten on, and in tenths below', () => {
  expect([150.5, 21.1, 10, 9.96, 4.25, 0].map(usualText)).toEqual(['151', '21', '10', '10', '4.3', '0'])
})
