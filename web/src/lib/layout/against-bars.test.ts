import { expect, test } from 'vitest'
import { againstBars } from './against-bars.ts'

test('what is and what is usual share a scale', () => {
  expect(againstBars(5, 20, 20)).toEqual({ is: 0.25, usual: 1 })
})

test('none is no bar, one beside a thousand is seen, and what has no usual has no bar for it', () => {
  expect(againstBars(0, 14, 14)).toEqual({ is: 0, usual: 1 })
  expect(againstBars(1, 1000, 1000).is).toBe(0.02)
  expect(againstBars(3, null, 3)).toEqual({ is: 1, usual: 0 })
})
