import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeDay } from '@weir/shared/domain/judgement/history'
import { DAYS_KEPT } from '@weir/shared/domain/window'
import { type PlaceDays, placeDays } from './place-days.ts'

/** Broken to see these fail: flows that are not changed with their day; a flow changed in the hands of who holds it; the day after `until` among them. */
const STAGES = 2
const UNTIL = 1000
const read = (day: number, arrived: number, departed: number) =>
  placeDay(day, { '1.arrived': arrived, '1.departed': departed, '1.departed:3': departed }, STAGES)
const counts = (known: PlaceDays, locality = 1) => known.flow(locality, 1, UNTIL).arrived.map(({ count }) => count)

test('the days of a stage are all that are kept, up to the day that is asked for, and nothing where nothing is known', () => {
  const known = placeDays(STAGES)
  for (const day of [UNTIL - DAYS_KEPT - 1, UNTIL - 1, UNTIL, UNTIL + 1]) known.put(1, day, read(day, day, 0))
  expect(known.flow(1, 1, UNTIL).arrived.map(({ day }) => day)).toEqual(Array.from({ length: DAYS_KEPT + 1 }, (_, index) => UNTIL - DAYS_KEPT + index))
  expect(counts(known).filter((count) => count > 0)).toEqual([UNTIL - 1, UNTIL])
  expect(counts(known, 2).every((count) => count === 0)).toBe(true)
})

test('a flow that was asked for stays what it was, and the next one is as if all had been read anew', () => {
  const days = fc.array(fc.record({ back: fc.integer({ min: -1, max: DAYS_KEPT + 1 }), arrived: fc.nat(2), departed: fc.nat(2) }), { maxLength: 12 })
  fc.assert(
    fc.property(days, (changes) => {
      const known = placeDays(STAGES)
      for (const [index, { back, arrived, departed }] of changes.entries()) {
        const held = known.flow(1, 1, UNTIL)
        const before = structuredClone(held)
        known.put(1, UNTIL - back, read(UNTIL - back, arrived, departed))
        const anew = placeDays(STAGES)
        for (const one of changes.slice(0, index + 1)) anew.put(1, UNTIL - one.back, read(UNTIL - one.back, one.arrived, one.departed))
        expect(held).toEqual(before)
        expect(known.flow(1, 1, UNTIL)).toEqual(anew.flow(1, 1, UNTIL))
        expect(known.days(1, UNTIL)).toEqual(anew.days(1, UNTIL))
      }
    }),
  )
})
