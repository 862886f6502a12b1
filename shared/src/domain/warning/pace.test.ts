import { describe, expect, test } from 'vitest'
import { EVEN_TODAY, evenPlace } from '../../../test/made-places.ts'
import { leavingShare } from './leaving.ts'
import { HALF_LIVES, paceOf } from './pace.ts'
import { type Place, untoldOf, waitedOf } from './place.ts'

const place = evenPlace({ came: 6, went: 4, waiting: 200 })
const [short, , long] = HALF_LIVES

/** As it was, but for the departures since a day. */
const departing = (count: number, since: number): Place['judged']['departed'] => ({
  ...place.judged.departed,
  days: place.judged.departed.days.map((one) => (one.day >= since && one.count > 0 ? { ...one, count } : one)),
})

describe('the pace of a series', () => {
  test('is what a working day brings, whatever the weekends are', () => {
    for (const halfLife of HALF_LIVES) expect(paceOf(place.judged.departed, [], waitedOf(place), halfLife).rate).toBeCloseTo(4, 1)
  })

  test('follows a change soon with a short memory, and slowly with a long one', () => {
    const changed = departing(8, EVEN_TODAY - 14)
    expect(paceOf(changed, [], [], short).rate).toBeGreaterThan(6)
    expect(paceOf(changed, [], [], long).rate).toBeLessThan(5)
  })

  test('is the surer the more days it was learnt from', () => {
    expect(paceOf(place.judged.departed, [], [], long).unsure).toBeLessThan(paceOf(place.judged.departed, [], [], short).unsure)
  })

  test('learns nothing from days that were out of the ordinary', () => {
    const span = { from: EVEN_TODAY - 14, to: EVEN_TODAY }
    expect(paceOf(departing(0, span.from), [span], [], short).rate).toBeCloseTo(4, 1)
  })

  test('is none where nothing ever came', () => {
    expect(paceOf(departing(0, 0), [], [], short)).toEqual({ rate: 0, unsure: 0, waited: 0 })
  })
})

describe('how many waited', () => {
  test('is reckoned back from how many wait now, and never below none', () => {
    const waited = waitedOf(place)
    expect(waited.at(-1)).toEqual({ day: EVEN_TODAY - 1, value: 200 })
    expect(waited.at(-8)?.value).toBe(190)
    expect(waitedOf(evenPlace({ came: 6, went: 4, waiting: 3 })).at(-15)?.value).toBe(0)
  })
})

describe('how many more leave for each one more that waits', () => {
  const days = place.judged.departed.days
  const waited = days.map(({ day }, index) => ({ day, value: 40 + Math.round(20 * Math.sin(index / 3)) }))
  const leaving = (count: (waiting: number) => number) =>
    leavingShare(
      { ...place.judged.departed, days: days.map((one, index) => ({ ...one, count: one.count > 0 ? count(waited[index - 1]?.value ?? 40) : 0 })) },
      [],
      waited,
    )

  test('is a good share where everybody goes at their own pace', () => {
    expect(leaving((waiting) => Math.round(waiting / 5))).toBeCloseTo(0.2, 1)
  })
  test('is nothing where so many can be seen to a day', () => {
    expect(leaving(() => 8)).toBeLessThan(0.02)
  })
  test('is never negative, and never more than all of them', () => {
    expect(leaving((waiting) => 100 - waiting)).toBe(0)
    expect(leaving((waiting) => 3 * waiting)).toBe(1)
  })
})

describe('nothing is foretold', () => {
  test('from too little history, from too few cases, or while the record is late', () => {
    expect(untoldOf(place)).toBeNull()
    expect(untoldOf({ ...place, open: { kind: 'recording-lag', since: EVEN_TODAY - 3 } })).toBe('recording-lag')
    const usual = { ...place.judged.departed.usual, learntFrom: 14 }
    expect(untoldOf({ ...place, judged: { ...place.judged, departed: { ...place.judged.departed, usual } } })).toBe('too-little-history')
    const few = (series: Place['judged']['arrived']) => ({ ...series, days: series.days.map((one, index) => ({ ...one, count: index % 20 === 0 ? 1 : 0 })) })
    expect(untoldOf({ ...place, judged: { arrived: few(place.judged.arrived), departed: few(place.judged.departed) } })).toBe('too-few')
  })
})
