import { expect, test } from 'vitest'
import { type Pulse, drawn, isStalled, looked, pulseOf } from './pulse.ts'

/** Looks once a second for some seconds; frames come or do not. */
function live(pulse: Pulse, from: number, seconds: number, frames: boolean): Pulse {
  let next = pulse
  for (let second = 0; second < seconds; second++) {
    next = looked(next, from + second * 1000)
    if (frames) next = drawn(next, from + second * 1000 + 16)
  }
  return next
}

test('a page that draws is well, for ever', () => {
  const pulse = live(pulseOf(0), 0, 600, true)
  expect(isStalled(pulse, 600_000)).toBe(false)
  expect(pulse.drawnAt).toBe(599_016)
})

test('a page whose frames do not come for half a minute has stalled, though its timers run', () => {
  const pulse = live(pulseOf(0), 0, 31, false)
  expect(isStalled(pulse, 29_000)).toBe(false)
  expect(isStalled(pulse, 30_000)).toBe(true)
  expect(pulse.drawnAt).toBe(0)
})

test('a tab that stood still or was hidden for an hour has not stalled: its next frame is owed from now', () => {
  const pulse = looked(live(pulseOf(0), 0, 3, false), 3_600_000)
  expect(isStalled(pulse, 3_600_000)).toBe(false)
})
