import { expect, test } from 'vitest'
import { nowOn } from './clock.ts'

test('a live wall ticks by itself between two deltas', () => {
  expect(nowOn('live', 1000, 700, false)).toBe(1700)
  expect(nowOn('rehearsal', 1000, 700, false)).toBe(1700)
})

test('in a replay no time passes between two ticks', () => {
  expect(nowOn('replay', 1000, 700, false)).toBe(1000)
})

test('a picture that is lost or held gets no older', () => {
  expect(nowOn('live', 1000, 700, true)).toBe(1000)
})
