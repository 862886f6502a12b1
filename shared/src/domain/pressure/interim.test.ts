import { describe, expect, test } from 'vitest'
import { at, pack, tell } from '../../../test/stories.ts'
import { pressureFile } from '../../contract/pressure-file.ts'
import { openCases } from '../../backtest/cases.ts'
import { openMetrics } from '../../backtest/metrics.ts'
import { rulesOf } from '../rules.ts'
import { interimIn } from './interim.ts'
import { straysIn } from './strays.ts'

/** Broken on purpose: values not looked at, the first kind that fits passed over, those who left still counted; each failed here. */
const INTERIM = [
  { id: 'step-down', pathway: 'adult', stages: ['triage'] },
  { id: 'in-bed', dimension: 'meanwhile', values: ['bed'] },
  { id: 'covered', dimension: 'meanwhile', values: ['reablement', 'bed'] },
  { id: 'waits-for-home', reasons: ['home-care'] },
]
const RULES = rulesOf({ ...pack, pressure: pressureFile.parse({ interim: INTERIM }) })

/** The kinds that are counted in `north`, by stage, after these events. */
function counted(...events: readonly ReturnType<typeof tell>[]) {
  const metrics = openMetrics()
  const cases = openCases(metrics, RULES)
  for (const event of events) cases.take(event, at('30 09:00'))
  return interimIn(metrics.why(RULES.localityIndex('north') ?? -1), RULES.stages.length)
}
const enters = (stage: string, rest: object = {}, subject = 'p') => tell('entered', '23 09:00', { stage, locality: 'north', ...rest }, { subject })

describe('care meanwhile', () => {
  test('is what the pack says: by a value of a dimension, by the reason, or by the stage itself', () => {
    expect(counted(enters('referral', { dimensions: { meanwhile: 'reablement' } }))[0]).toEqual([{ kind: 'covered', priority: null, count: 1 }])
    expect(counted(enters('referral', { reason: 'home-care' }))[0]).toEqual([{ kind: 'waits-for-home', priority: null, count: 1 }])
    expect(counted(enters('triage'))[1]).toEqual([{ kind: 'step-down', priority: null, count: 1 }])
    expect(counted(enters('referral', { dimensions: { meanwhile: 'none' } }))[0]).toEqual([])
  })
  test('is of the first kind that fits', () => {
    expect(counted(enters('referral', { dimensions: { meanwhile: 'bed' }, reason: 'home-care' }))[0]).toMatchObject([{ kind: 'in-bed' }])
  })
  test('is counted by priority, and follows the case: who leaves, or is cared for no more, is taken off', () => {
    const one = enters('referral', { dimensions: { meanwhile: 'bed' }, priority: 'urgent' })
    const other = enters('referral', { dimensions: { meanwhile: 'bed' } }, 'q')
    expect(counted(one, other)[0]).toHaveLength(2)
    expect(counted(one, other, tell('left', '24 09:00', { outcome: 'home' }, { subject: 'q' }))[0]).toEqual([{ kind: 'in-bed', priority: 'urgent', count: 1 }])
    expect(counted(one, tell('described', '24 09:00', { dimensions: { meanwhile: 'none' } }, { subject: 'p' }))[0]).toEqual([])
  })
  test('is nobody’s where the pack says nothing', () => {
    const rules = rulesOf(pack)
    expect(rules.careOf({ pathway: 'adult', stage: 'triage', attributes: { reason: 'home-care', dimensions: { meanwhile: 'bed' } } })).toBeNull()
  })
})

describe('what the pack says of it', () => {
  const faults = (interim: readonly object[]) => pressureFile.safeParse({ interim }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

  test('must say where care is', () => {
    expect(faults([{ id: 'z' }, { id: 'a', stages: ['x'] }, { id: 'b', dimension: 'd' }, { id: 'c', values: ['v'] }])).toEqual([
      'interim.0: must say stages, or values of a dimension, or reasons',
      'interim.1.stages: needs the pathway that they belong to',
      'interim.2.values: is missing: which values of the dimension are care',
      'interim.3.values: needs the dimension that they belong to',
    ])
    expect(faults([INTERIM[0] ?? {}, INTERIM[0] ?? {}])).toEqual(['interim.1.id: step-down already is interim[0].id'])
  })

  test('may name nothing that the rest of the pack does not know', () => {
    const name = { en: 'x' }
    const codes = { reasons: [{ id: 'known', name, owner: 'joint' as const }], dimensions: [{ id: 'meanwhile', name, values: [{ id: 'bed', name }] }] }
    const interim = [
      { id: 'a', pathway: 'adult', stages: ['gone'] },
      { id: 'b', dimension: 'lost', values: ['x'] },
      { id: 'c', dimension: 'meanwhile', values: ['bed', 'sofa'] },
      { id: 'd', reasons: ['home-care'] },
    ]
    const file = pressureFile.parse({ interim, services: { adults: { weights: { interim: { a: 0.3, z: 0.3 } } } } })
    expect(straysIn(file, { ...pack, codes }).map(({ path, reason }) => `${path.join('.')}: ${reason}`)).toEqual([
      'interim.0.stages.0: gone is not a stage of adult',
      'interim.1.dimension: lost is not one of the dimensions in codes.yaml',
      'interim.2.values.1: sofa is not a value of meanwhile in codes.yaml',
      'interim.3.reasons.0: home-care is not one of the reasons in codes.yaml',
      'services.adults.weights.interim.z: is not one of the kinds of interim care',
    ])
  })
})
