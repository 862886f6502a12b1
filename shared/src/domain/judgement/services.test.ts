import { describe, expect, test } from 'vitest'
import { MONDAY, counted } from '../../../test/made-days.ts'
import { pack } from '../../../test/stories.ts'
import { rulesOf } from '../rules.ts'
import { isWorkingDay } from '../working-time.ts'
import type { PlaceDay } from './history.ts'
import { comesTo, dependsOn, servicesAt, type PlaceAt } from './services.ts'

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
})

const place = (rest: Partial<PlaceAt> = {}): PlaceAt => ({
  ...{ locality: 1, stages: [], timed: [], older: [], capacity: [], sources: [] },
  comes: () => [{ pathway: 'adult', sources: [], arrived: 0, worth: 1, usual: null }],
  dependsOn: () => true,
  declared: () => null,
  ...rest,
})

describe('the services of a place', () => {
  test('are those that it has ever seen: the others have no level there', () => {
    expect(servicesAt(place(), [], [], RULES)).toEqual([])
    expect(servicesAt(place({ comes: (service) => comesTo(service, days(60), RULES) }), [], [], RULES).map(({ service }) => service)).toEqual(['adults'])
  })
  test('have a level where a manager declared one, whatever was seen', () => {
    expect(servicesAt(place({ declared: () => ({ level: 3, reason: 'x', at: 0, until: null }) }), [], [], RULES)).toHaveLength(1)
  })
})

test('a source concerns the services and places that the pack says, and everything where it says nothing', () => {
  const sources = [{ id: '/a', name: { en: 'A' }, lateAfter: 1, silentAfter: 2, services: ['adults'], localities: ['north'] }]
  expect(dependsOn({ sources }, '/a', 'adults', 'north')).toBe(true)
  expect(dependsOn({ sources }, '/a', 'children', 'north')).toBe(false)
  expect(dependsOn({ sources }, '/a', 'adults', 'south')).toBe(false)
  expect(dependsOn({ sources }, '/unlisted', 'children', 'south')).toBe(true)
})
