import { expect, test } from 'vitest'
import { fitting } from './fitting.ts'

test('where all fit, all are shown, and no room is kept for saying that there is more', () => {
  expect(fitting([100, 200, 300], 300, 30)).toBe(3)
})

test('where one does not fit, there is room to say so', () => {
  expect(fitting([100, 200, 300], 290, 30)).toBe(2)
  expect(fitting([100, 200, 300], 220, 30)).toBe(1)
})

test('the first is always shown', () => {
  expect(fitting([500, 600], 300, 30)).toBe(1)
  expect(fitting([], 300, 30)).toBe(0)
  expect(fitting([500], 300, 30, 0)).toBe(0)
})

test('entries side by side end at the same height', () => {
  expect(fitting([100, 100, 200, 200], 150, 20)).toBe(2)
})
