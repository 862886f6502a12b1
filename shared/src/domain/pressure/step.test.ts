import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepAt } from './step.ts'

const STEPS = [
  { enter: 10, leave: 8 },
  { enter: 20, leave: 17 },
  { enter: 40, leave: 34 },
]

/** Steps as a pack may have them: rising, each left on the calmer side. */
const rising = fc
  .array(fc.record({ gap: fc.integer({ min: 2, max: 20 }), back: fc.integer({ min: 1, max: 40 }) }), { minLength: 1, maxLength: 5 })
  .map((parts) => {
    let [enter, leave] = [0, 0]
    return parts.map(({ gap, back }) => {
      enter += gap
      leave = Math.max(leave + 1, enter - back)
      return { enter, leave: Math.min(leave, enter - 1) }
    })
  })
const value = fc.double({ min: 0, max: 120, noNaN: true })

describe('a step with two points', () => {
  test.each([
    [9.99, 0, 0],
    [10, 0, 1],
    [8, 1, 1],
    [7.99, 1, 0],
    [45, 0, 3],
    [33, 3, 2],
    [16, 3, 1],
    [0, 3, 0],
    [Infinity, 0, 3],
  ])('a value of %d after step %d is on step %d', (now, before, step) => expect(stepAt(now, STEPS, before)).toBe(step))

  test('a value between leave and enter never changes the step', () => {
    fc.assert(
      fc.property(rising, fc.nat(), fc.double({ min: 0, max: 0.99, noNaN: true }), fc.boolean(), (steps, pick, part, above) => {
        const index = pick % steps.length
        const { enter, leave } = steps[index] ?? { enter: 0, leave: 0 }
        const before = above ? index + 1 : index
        expect(stepAt(leave + part * (enter - leave), steps, before)).toBe(before)
      }),
    )
  })

  test('a worse value, or a worse step before, is never on a lower step', () => {
    fc.assert(
      fc.property(rising, value, value, fc.nat({ max: 5 }), fc.nat({ max: 5 }), (steps, a, b, x, y) => {
        expect(stepAt(Math.max(a, b), steps, Math.max(x, y))).toBeGreaterThanOrEqual(stepAt(Math.min(a, b), steps, Math.min(x, y)))
      }),
    )
  })
})
