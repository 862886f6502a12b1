import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR } from '../../contract/instant.ts'
import { isMidnight, nextInstant } from './instants.ts'

const ZONE = 'Europe/London'
const at = (text: string) => Date.parse(text)

test('the instants are local midnight and every six hours after it, winter and summer', () => {
  expect(nextInstant(at('2026-01-05T00:00:00Z'), ZONE)).toBe(at('2026-01-05T06:00:00Z'))
  expect(nextInstant(at('2026-07-06T17:30:00Z'), ZONE)).toBe(at('2026-07-06T23:00:00Z'))
  expect(isMidnight(at('2026-07-06T23:00:00Z'), ZONE)).toBe(true)
  expect(isMidnight(at('2026-07-06T00:00:00Z'), ZONE)).toBe(false)
})

test('on the night of a clock change the next midnight is never jumped over', () => {
  for (const day of ['2026-03-29', '2026-10-25']) {
    const instants: number[] = []
    for (let now = at(`${day}T01:00:00Z`); instants.length < 6;) instants.push((now = nextInstant(now, ZONE)))
    expect(instants.filter((instant) => isMidnight(instant, ZONE)).length, day).toBeGreaterThanOrEqual(1)
  }
})

test('the next instant is later, at most seven hours away, and the same for all instants before it', () => {
  fc.assert(
    fc.property(fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }), (now) => {
      const next = nextInstant(now, ZONE)
      return next > now && next - now <= 7 * HOUR && (next - 1 < now || nextInstant(next - 1, ZONE) === next)
    }),
  )
})
