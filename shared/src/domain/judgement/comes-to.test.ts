import { describe, expect, test } from 'vitest'
import { MONDAY, counted } from '../../../test/made-days.ts'
import { pack } from '../../../test/stories.ts'
import { rulesOf } from '../rules.ts'
import { isWorkingDay } from '../working-time.ts'
import { comesDaily, comesTo } from './comes-to.ts'
import type { PlaceDay } from './history.ts'

/** Broken to see the last one fail: days asked for each time, what was known of yesterday told today. */
const RULES = rulesOf(pack)

/** Ten come from outside to the first stage on each working day, and move on inside. */
const days = (count: number): readonly PlaceDay[] =>
  Array.from({ length: count }, (_, index) => {
    const day = MONDAY + index
    const came = isWorkingDay(day, RULES.calendar) ? 10 : 0
    return RULES.stages.map((_rule, stage) => ({ arrived: counted(day, came), departed: counted(day, came), moved: stage === 0 ? 0 : came }))
  })

describe('what comes to a service', () => {
  test('is counted once, where people come from outside, not at each stage that they move on to', () => {
    const [comes] = comesTo('adults', days(60), RULES)
    expect(comes?.usual?.mean).toBeCloseTo(10, 0)
    expect((comes?.arrived ?? 0) / (comes?.worth ?? 1)).toBeCloseTo(10, 0)
  })
  test('is not known in the first weeks', () => expect(comesTo('adults', days(15), RULES)[0]?.usual).toBeNull())
  test('is nothing of a service that has no journey', () => expect(comesTo('children', days(60), RULES)).toEqual([]))
  test('is worked out once a day for each service of each place', () => {
    const comes = comesDaily(RULES)
    const asked: number[] = []
    const on = (locality: number, day: number) => comes(locality, 'adults', day, () => (asked.push(day), days(day)))[0]?.usual
    expect([on(1, 15), on(1, 15), on(2, 15)]).toEqual([null, null, null])
    expect(on(1, 60)).not.toBeNull()
    expect(asked).toEqual([15, 15, 60])
  })
})
