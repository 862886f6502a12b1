import { describe, expect, test } from 'vitest'
import { NOW, live, madeService, madeStage, silent } from '../../test/made-service.ts'
import { pack } from '../../test/stories.ts'
import { dependsOn, feeds, strayFeeds } from './feeds.ts'
import { pressureConfig } from './pressure/config.ts'
import { NEW_PRESSURE, pressureOf } from './pressure/pressure.ts'

/** Broken on purpose: `feeds` always true, and a source that feeds nothing named to feed all; each failed here. */
const named = (rest: object) => ({ id: '/a', name: { en: 'A' }, lateAfter: 1, silentAfter: 2, ...rest })
const child = {
  id: 'child',
  service: 'children',
  name: { en: 'Child' },
  stages: [{ id: 'contact', kind: 'queue' as const, name: { en: 'C' }, pauseStopsClock: false }],
}
const pathways = [...pack.pathways, child]

test('a source concerns the services and places that the pack says, and everything where it says nothing', () => {
  const sources = [named({ services: ['adults'], localities: ['north'] })]
  expect(dependsOn({ sources, pathways }, '/a', 'adults', 'north')).toBe(true)
  expect(dependsOn({ sources, pathways }, '/a', 'children', 'north')).toBe(false)
  expect(dependsOn({ sources, pathways }, '/a', 'adults', 'south')).toBe(false)
  expect(dependsOn({ sources, pathways }, '/unlisted', 'children', 'south')).toBe(true)
})

test('a source of which the pack names journeys alone concerns their services', () => {
  const sources = [named({ feeds: [{ pathway: 'child' }] })]
  expect(dependsOn({ sources, pathways }, '/a', 'children', 'north')).toBe(true)
  expect(dependsOn({ sources, pathways }, '/a', 'adults', 'north')).toBe(false)
})

test('a source that feeds no journey still concerns the services whose capacity it reports', () => {
  const sources = [named({ feeds: [] })]
  expect(dependsOn({ sources, pathways }, '/a', 'adults', 'north')).toBe(true)
  expect(feeds({ sources }, '/a', 'adult', 'triage')).toBe(false)
})

test('a source feeds the stages that the pack names, all of a journey named alone, and all where nothing is named', () => {
  const sources = [named({ feeds: [{ pathway: 'adult', stages: ['triage'] }, { pathway: 'child' }] }), { ...named({}), id: '/b' }]
  const fed = (id: string) => [['adult', 'triage'], ['adult', 'care'], ['child', 'contact'], ['adult', null]].map(([one = '', stage = null]) => feeds({ sources }, id, one ?? '', stage)) // prettier-ignore
  expect(fed('/a')).toEqual([true, false, true, true])
  expect(fed('/b')).toEqual([true, true, true, true])
  expect(fed('/unlisted')).toEqual([true, true, true, true])
})

describe('a silent source', () => {
  const judged = (stageSources: readonly string[]) => {
    const stages = [madeStage({ overdue: 10, sources: ['/mosaic'] }), madeStage({ stage: 'panel', overdue: 10, sources: stageSources })]
    const service = madeService({ stages, comes: [], capacity: [], sources: [live('/mosaic'), silent('/brokerage')] })
    return pressureOf(service, pressureConfig(undefined, 'adults'), NEW_PRESSURE, NOW).pressure
  }
  const overdue = (stageSources: readonly string[]) => judged(stageSources).drivers.find(({ id }) => id === 'overdue')

  test('weakens what rests on it alone, and is said all the same', () => {
    expect(overdue(['/mosaic'])).toMatchObject({ told: 'told', range: null })
    expect(overdue(['/brokerage'])).toMatchObject({ told: 'uncertain' })
    expect(judged(['/mosaic'])).toMatchObject({ weakened: true, sources: { silent: ['/brokerage'], of: 2 } })
  })
  test('weakens everything where nobody knows what it feeds', () => expect(overdue([])).toMatchObject({ told: 'uncertain' }))
})

test('what sources.yaml names and the pack does not know is found', () => {
  const sources = [named({ services: ['adults'], feeds: [{ pathway: 'adult', stages: ['triage', 'gone'] }, { pathway: 'lost' }, { pathway: 'child' }] })]
  expect(strayFeeds(sources, pathways)).toEqual([
    { path: [0, 'feeds', 0, 'stages', 1], reason: 'gone is not a stage of adult' },
    { path: [0, 'feeds', 1, 'pathway'], reason: 'lost is not one of the journeys in pathways.yaml' },
    { path: [0, 'feeds', 2, 'pathway'], reason: 'child is of children, which is not among its services' },
  ])
})
