import { expect, test } from 'vitest'
import { unheardStages } from './unheard.ts'

const text = { en: 'A', cy: 'A' }
const pathways = [
  { id: 'adult', service: 'adults', name: text, stages: [] },
  { id: 'children', service: 'children', name: text, stages: [] },
]
const stage = (pathway: string, service: string, id = 'assessment') => ({ pathway, service, stage: id })
const source = (id: string, silentFor: number) => ({ id, heardAt: 0, throughAt: null, lateAt: 10 - silentFor, silentAt: 20 - silentFor, oddities: {} })
const pack = {
  pathways,
  sources: [
    { id: 'records', name: text, services: ['adults'], feeds: [{ pathway: 'adult', stages: ['assessment'] }] },
    { id: 'staffing', name: text, feeds: [] },
    { id: 'elsewhere', name: text, services: ['adults'], localities: ['south'] },
  ],
}

test('a stage is not known while a source that writes down its cases is late, and no other stage with it', () => {
  const unheard = unheardStages({ locality: 'north', sources: [source('records', 5), source('staffing', 0)] }, pack, 6)
  expect([stage('adult', 'adults'), stage('adult', 'adults', 'panel'), stage('children', 'children')].map(unheard)).toEqual([true, false, false])
})

test('a source that reports capacity alone, or of another place, hides no stage', () => {
  const unheard = unheardStages({ locality: 'north', sources: [source('staffing', 15), source('elsewhere', 15)] }, pack, 6)
  expect([stage('adult', 'adults'), stage('children', 'children')].map(unheard)).toEqual([false, false])
})

test('a source that the pack does not list concerns every stage, and while all are heard nothing changes', () => {
  const silent = unheardStages({ locality: 'north', sources: [source('unknown', 15)] }, pack, 6)
  expect(silent(stage('children', 'children'))).toBe(true)
  const all = { locality: 'north', sources: [source('records', 0)] }
  expect(unheardStages(all, pack, 6)).toBe(unheardStages(all, pack, 7))
})
