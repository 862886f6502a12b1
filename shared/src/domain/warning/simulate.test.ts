import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EVEN_NOW, EVEN_TODAY, evenPlace, placesOf } from '../../../test/made-places.ts'
import { KINDS, MADE_CALENDAR, madeMidnight, madeQueue } from '../../../test/made-queues.ts'
import { runs } from '../../../test/runs.ts'
import type { Signal } from '../blockage/signal.ts'
import type { Place } from './place.ts'
import { type Paths, optionsFor, simulate } from './simulate.ts'

const OPTIONS = { seed: 7, paths: 300, days: 14 }
const HOUR = 3_600_000
const ahead = (place: Place, now = EVEN_NOW): Paths => simulate(place, OPTIONS, MADE_CALENDAR, now)

/** The mean at the end of a day. */
const meanAt = (paths: Paths, day: number, values: Int32Array = paths.waiting): number => {
  let sum = 0
  for (let path = 0; path < paths.count; path++) sum += values[path * paths.days + day] ?? 0
  return sum / paths.count
}
const EVEN = evenPlace({ came: 4, went: 4, waiting: 30 })
const GROWING = evenPlace({ came: 6, went: 4, waiting: 30 })
const since = (kind: Signal['kind'], days: number): Signal => ({ kind, since: EVEN_TODAY - days })

/** The same place, where nothing has left, or three times as many have come, on the last days. */
const lately = (place: Place, days: number, of: 'arrived' | 'departed', factor: number, kind: Signal['kind']): Place => {
  const series = place.judged[of]
  const counted = series.days.map((one) => (one.day < EVEN_TODAY - days ? one : { ...one, count: one.count * factor }))
  return {
    ...place,
    judged: { ...place.judged, [of]: { ...series, days: counted } },
    open: since(kind, days),
    flagged: { ...place.flagged, [of]: [{ from: EVEN_TODAY - days, to: EVEN_TODAY + 60 }] },
  }
}

describe('the days to come', () => {
  test('are as before where nothing is out of the ordinary', () => {
    expect(meanAt(ahead(EVEN), 13)).toBeGreaterThan(27)
    expect(meanAt(ahead(EVEN), 13)).toBeLessThan(33)
  })

  test('go on as fast as more came than went, and not at weekends', () => {
    const paths = ahead(GROWING)
    expect(meanAt(paths, 4)).toBeGreaterThan(37)
    expect(meanAt(paths, 4)).toBeLessThan(43)
    expect(meanAt(paths, 6) - meanAt(paths, 4)).toBeLessThan(1)
    expect(meanAt(paths, 13)).toBeGreaterThan(44)
  })

  test('hold only what is left of today', () => {
    const evening = ahead(GROWING, EVEN_NOW + 18 * HOUR)
    expect(meanAt(evening, 0)).toBe(30)
    expect(evening.days).toBe(15)
    expect(meanAt(ahead(GROWING, EVEN_NOW + 13 * HOUR), 0)).toBeCloseTo(31, 0)
  })

  test('grow while a blockage lasts, and by less than if it lasted for ever', () => {
    const blocked = meanAt(ahead(lately(EVEN, 7, 'departed', 0, 'blockage')), 13)
    expect(blocked).toBeGreaterThan(45)
    expect(blocked).toBeLessThan(30 + 10 * 4)
  })

  test('grow while a surge lasts', () => {
    const surge = meanAt(ahead(lately(EVEN, 7, 'arrived', 3, 'surge')), 13)
    expect(surge).toBeGreaterThan(meanAt(ahead(EVEN), 13) + 10)
  })

  test('do not grow for a signal whose cause is over', () => {
    const over = lately(EVEN, 21, 'departed', 0, 'capacity-drop')
    const back = over.judged.departed.days.map((one, index) => (one.day < EVEN_TODAY - 9 ? one : (EVEN.judged.departed.days[index] ?? one)))
    const place = { ...over, judged: { ...over.judged, departed: { ...over.judged.departed, days: back } } }
    expect(meanAt(ahead(place), 13)).toBeLessThan(35)
  })

  test('are the same for the same seed, and others for another', () => {
    const options = optionsFor('llanelli', 'adult', 'allocation', EVEN_NOW)
    const [one, again] = [simulate(EVEN, options, MADE_CALENDAR, EVEN_NOW), simulate(EVEN, options, MADE_CALENDAR, EVEN_NOW)]
    expect(again.waiting).toEqual(one.waiting)
    const other = simulate(EVEN, optionsFor('amman', 'adult', 'allocation', EVEN_NOW), MADE_CALENDAR, EVEN_NOW)
    expect(other.waiting).not.toEqual(one.waiting)
    expect(options.paths).toBe(500)
  })

  test('never have less than none waiting, nor more overdue than waiting', () => {
    const queues = fc.record({ kind: fc.constantFrom(...KINDS), index: fc.nat(500), later: fc.integer({ min: 0, max: 20 }), hour: fc.nat(23) })
    fc.assert(
      fc.property(queues, ({ kind, index, later, hour }) => {
        const last = [...placesOf(madeQueue(kind, index, 90 + later))].at(-1)
        if (!last) throw new RangeError('no place')
        const { waiting, overdue } = simulate(last.place, { ...OPTIONS, paths: 20 }, MADE_CALENDAR, madeMidnight(last.at) + hour * HOUR)
        waiting.forEach((count, at) => {
          expect(count).toBeGreaterThanOrEqual(0)
          expect(overdue?.[at]).toBeGreaterThanOrEqual(0)
          expect(overdue?.[at]).toBeLessThanOrEqual(count)
        })
      }),
      runs(25),
    )
  })
})

describe('who is overdue', () => {
  const due = { overdue: 5, dueByDay: new Map([[EVEN_TODAY + 1, 10]]), dueOf: null, past: [] }
  const still = { ...evenPlace({ came: 4, went: 4, waiting: 30 }) }

  test('is nobody where nothing is ever due', () => {
    expect(ahead(still).overdue).toBeNull()
  })

  test('becomes so at the end of the day on which one is due, unless one has left by then', () => {
    const paths = ahead({ ...still, due })
    const [before, after] = [meanAt(paths, 0, paths.overdue ?? paths.waiting), meanAt(paths, 1, paths.overdue ?? paths.waiting)]
    expect(before).toBeLessThanOrEqual(5)
    expect(after).toBeGreaterThan(8)
    expect(after).toBeLessThan(15)
  })

  test('may be one who has yet to come, where a limit is given', () => {
    const none = { overdue: 0, dueByDay: new Map<number, number>(), past: [] }
    const [given, not] = [(day: number) => day + 3, null].map((dueOf) => ahead({ ...still, due: { ...none, dueOf } }))
    expect(given && meanAt(given, 10, given.overdue ?? given.waiting)).toBeGreaterThan(0.5)
    expect(not && meanAt(not, 13, not.overdue ?? not.waiting)).toBe(0)
  })
})
