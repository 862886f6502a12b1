import { describe, expect, test } from 'vitest'
import { pack } from '../../../test/stories.ts'
import { rulesOf } from '../rules.ts'
import { servicesAt, type PlaceAt } from './services.ts'

const RULES = rulesOf(pack)

const place = (rest: Partial<PlaceAt> = {}): PlaceAt => ({
  ...{ locality: 1, stages: [], timed: [], older: [], interim: [], capacity: [], sources: [] },
  comes: () => [{ pathway: 'adult', arrived: 0, worth: 1, usual: null }],
  declared: () => null,
  ...rest,
})

describe('the services of a place', () => {
  test('are those that it has ever seen: the others have no level there', () => {
    expect(servicesAt(place(), [], [], RULES)).toEqual([])
    const usual = { mean: 10, dispersion: 1.5, learntFrom: 40, quiet: 0 }
    const known = place({ comes: () => [{ pathway: 'adult', arrived: 50, worth: 5, usual }] })
    expect(servicesAt(known, [], [], RULES).map(({ service }) => service)).toEqual(['adults'])
  })
  test('have a level where a manager declared one, whatever was seen', () => {
    expect(servicesAt(place({ declared: () => ({ level: 3, reason: 'x', at: 0, until: null }) }), [], [], RULES)).toHaveLength(1)
  })
})

describe('what a stage rests on', () => {
  const heard = (id: string) => ({ id, heardAt: 1, throughAt: 1, lateAt: 2, silentAt: 3, oddities: {} })
  const figures = RULES.stages.map(({ pathway, stage }) => ({
    ...{ service: pathway.service, pathway: pathway.id, stage: stage.id, kind: stage.kind, waiting: 4, byPriority: {}, overdue: 0, dueSoon: 0 },
    ...{ ended: { progressed: 0, declined: 0, admitted: 0, died: 0, other: 0 }, sourceSays: [] },
  }))
  const named = (id: string, said: object) => ({ id, name: { en: id }, lateAfter: 1, silentAfter: 2, ...said })
  const restsOn = (...sources: readonly ReturnType<typeof named>[]) =>
    servicesAt(place({ stages: figures, sources: [heard('/a'), heard('/b')] }), [], [], rulesOf({ ...pack, sources }))[0]

  test('is every source of its service where the pack says nothing', () => {
    expect(restsOn()?.stages.map(({ sources }) => sources)).toEqual(figures.map(() => ['/a', '/b']))
  })
  test('is the sources that write it down where the pack says which, and a journey rests on those of all its stages', () => {
    const adults = restsOn(named('/b', { feeds: [{ pathway: 'adult', stages: ['triage'] }] }))
    expect(adults?.stages.map(({ stage, sources }) => [stage, sources.length])).toEqual([
      ['referral', 1],
      ['triage', 2],
      ['assessment', 1],
      ['care', 1],
    ])
    expect(adults?.comes[0]?.sources).toEqual(['/a', '/b'])
  })
  test('says of the service how many sources there are all the same', () =>
    expect(restsOn(named('/a', { feeds: [] }), named('/b', { feeds: [] }))?.sources).toHaveLength(2))
  test('is no source of which the pack says that it concerns other services or places', () => {
    expect(restsOn(named('/b', { services: ['children'] }))?.sources.map(({ id }) => id)).toEqual(['/a'])
    expect(restsOn(named('/a', { localities: ['south'] }))?.sources.map(({ id }) => id)).toEqual(['/b'])
  })
})
