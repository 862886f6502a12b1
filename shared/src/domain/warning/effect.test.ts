import { describe, expect, test } from 'vitest'
import { EVEN_TODAY, evenPlace } from '../../../test/made-places.ts'
import type { Signal } from '../blockage/signal.ts'
import type { Judged } from '../blockage/stage-flows.ts'
import { NO_EFFECT, effectOf } from './effect.ts'

const { judged } = evenPlace({ came: 6, went: 6, waiting: 60 })
const RATES = { arrived: 6, departed: 6 }
const SINCE = EVEN_TODAY - 14 // two weeks, ten working days
const open = (kind: Signal['kind']): Signal => ({ kind, since: SINCE })

const changed = (of: keyof Judged, count: (day: number) => number): Judged => ({
  ...judged,
  [of]: { ...judged[of], days: judged[of].days.map((one) => (one.day >= SINCE && one.count > 0 ? { ...one, count: count(one.day) } : one)) },
})

describe('what an open signal means for the days to come', () => {
  test('is nothing where none is open, or where it tells no cause', () => {
    expect(effectOf(null, judged, RATES)).toEqual(NO_EFFECT)
    expect(effectOf(open('bottleneck'), judged, RATES)).toEqual(NO_EFFECT)
  })

  test('is a standstill for a blockage, which nobody doubts', () => {
    const { arrivals, departures, going, lasted } = effectOf(open('blockage'), changed('departed', () => 0), RATES) // prettier-ignore
    expect([arrivals, departures]).toEqual([1, 0])
    expect(going).toBeGreaterThan(0.9)
    expect(lasted).toBeCloseTo(10, 0)
  })

  test('is a little less than what was found for a drop or a surge, because it was looked for', () => {
    const drop = effectOf(open('capacity-drop'), changed('departed', () => 2), RATES) // prettier-ignore
    expect(drop.departures).toBeGreaterThan(2 / 6)
    expect(drop.departures).toBeLessThan(0.5)
    const surge = effectOf(open('surge'), changed('arrived', () => 12), RATES) // prettier-ignore
    expect(surge.arrivals).toBeGreaterThan(1.7)
    expect(surge.arrivals).toBeLessThan(2)
    expect(surge.departures).toBe(1)
  })

  test('is over once its days look like usual ones again, though the signal is still open', () => {
    const lasting = effectOf(open('surge'), changed('arrived', () => 14), RATES) // prettier-ignore
    const past = effectOf(open('surge'), changed('arrived', (day) => (day < SINCE + 9 ? 14 : 6)), RATES) // prettier-ignore
    expect(lasting.going).toBeGreaterThan(0.9)
    expect(past.going).toBeLessThan(0.2)
    expect(past.arrivals).toBeGreaterThan(1.85) // while it lasted: the days after it are not counted in
  })
})
