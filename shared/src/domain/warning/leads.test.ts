import { describe, expect, test } from 'vitest'
import { madeCouncil } from '../../../test/lead-scores.ts'
import { MADE_CALENDAR, MADE_FIRST } from '../../../test/made-queues.ts'
import { lead } from '../../contract/warning.ts'
import { random } from '../random.ts'
import { isWorkingDay } from '../working-time.ts'
import { leadsOf } from './leads.ts'
import type { PlaceSeries } from './whitened.ts'

const uniform = random(11)
const DAYS = 130

/** Busy days that come at random, in one place and, so many days later, in another. */
const driven = (followsAfter: number, worksAt: (day: number) => boolean): readonly PlaceSeries[] => {
  const open = Array.from({ length: DAYS }, (_, index) => MADE_FIRST + index).filter(worksAt)
  const busy = new Map(open.map((day) => [day, 20 + Math.floor(40 * uniform())]))
  const before = new Map(open.map((day, index) => [day, open[index - followsAfter]]))
  const value = (place: string, day: number): number => {
    if (!worksAt(day)) return 0
    if (place === 'source') return busy.get(day) ?? 0
    return place === 'sink' ? Math.round(0.8 * (busy.get(before.get(day) ?? 0) ?? 40) + 12 * uniform()) : 20 + Math.floor(20 * uniform())
  }
  return ['sink', 'source', 'another'].map((locality) => ({
    locality,
    days: Array.from({ length: DAYS }, (_, index) => ({ day: MADE_FIRST + index, value: value(locality, MADE_FIRST + index) })),
  }))
}

describe('pressure that moves from place to place', () => {
  test('is found with its direction and its lag, where every day counts', () => {
    const leads = leadsOf(driven(3, () => true), MADE_CALENDAR) // prettier-ignore
    expect(leads).toHaveLength(1)
    expect(lead.parse({ service: 'adults', ...leads[0] })).toMatchObject({ from: 'source', to: 'sink', lagDays: 3 })
    expect(leads[0]?.strength).toBeGreaterThan(0.5)
  })

  test('is found across weekends where nobody works, and told in days of the calendar', () => {
    const [found] = leadsOf(driven(5, (day) => isWorkingDay(day, MADE_CALENDAR)), MADE_CALENDAR) // prettier-ignore
    expect(found).toMatchObject({ from: 'source', to: 'sink' })
    expect([7, 8]).toContain(found?.lagDays)
  })

  test('is not told from less than sixty days', () => {
    const short = driven(3, () => true).map((place) => ({ ...place, days: place.days.slice(0, 62) }))
    expect(leadsOf(short, MADE_CALENDAR)).toEqual([])
  })

  test('is not told of places that merely rise and fall together', () => {
    const [source] = driven(3, () => true).slice(1)
    const twins = ['one', 'two'].map((locality) => ({ locality, days: source?.days ?? [] }))
    expect(leadsOf(twins, MADE_CALENDAR)).toEqual([])
  })

  test('is not told of a place in which hardly anything happens', () => {
    const sparse = driven(3, () => true).map((place) => ({ ...place, days: place.days.map(({ day, value }) => ({ day, value: value > 50 ? 1 : 0 })) }))
    expect(leadsOf(sparse, MADE_CALENDAR)).toEqual([])
  })

  test('does not depend on the order of the places, and none at all is no error', () => {
    const series = driven(3, () => true)
    expect(leadsOf(series.toReversed(), MADE_CALENDAR)).toEqual(leadsOf(series, MADE_CALENDAR))
    expect(leadsOf([], MADE_CALENDAR)).toEqual([])
  })

  test.each([
    { places: 3, atMost: 7 },
    { places: 8, atMost: 3 },
  ])('is hardly ever told of a wave or of holidays that reach all $places places alike', ({ places, atMost }) => {
    const found = Array.from({ length: 100 }, (_, index) => leadsOf(madeCouncil({ world: 'one wave', places, mean: 60 }, index), MADE_CALENDAR))
    expect(found.filter((leads) => leads.length > 0).length).toBeLessThanOrEqual(atMost)
  })

  test('is hardly ever found in councils of 24 places that have nothing to do with each other', () => {
    const found = Array.from({ length: 20 }, (_, index) => leadsOf(madeCouncil({ world: 'steady', places: 24, mean: null }, index), MADE_CALENDAR))
    expect(found.filter((leads) => leads.length > 0).length).toBeLessThanOrEqual(2)
  })
})
