import type { StageBoard } from '@weir/shared/contract/board'
import { expect, test } from 'vitest'
import { madeStage } from '../made.ts'
import { stageRows } from './stage-rows.ts'

const stage = (service: string, pathway: string, stage: string, kind: StageBoard['kind'] = 'queue', sourceSays: StageBoard['sourceSays'] = []) =>
  madeStage({ service, pathway, stage, kind, sourceSays })

test('journeys of one stage each are plain rows, and one kind is said once in the head', () => {
  const rows = stageRows([stage('all', 'roads', 'open'), stage('all', 'parks', 'open')])
  expect(rows).toMatchObject({ staged: false, kind: 'queue', sourced: false, lines: 4.4, tallLines: 7.6 })
  expect(rows.journeys.map((journey) => journey.pathway)).toEqual(['roads', 'parks'])
})

test('stages keep the order of the pack, journey by journey, and services stay together', () => {
  const rows = stageRows([
    stage('adults', 'adult', 'triage'),
    stage('adults', 'adult', 'plan', 'work'),
    stage('children', 'child', 'contact'),
    stage('adults', 'home', 'care', 'service'),
  ])
  expect(rows.journeys.map(({ pathway, stages }) => [pathway, ...stages.map((one) => one.stage)])).toEqual([
    ['adult', 'triage', 'plan'],
    ['home', 'care'],
    ['child', 'contact'],
  ])
  expect(rows).toMatchObject({ staged: true, kind: null, lines: 2.4 + 4 + 2, tallLines: 3.6 + 4 + 2 + 3 })
})

test("a source's own count is shown where any is given", () => {
  expect(stageRows([stage('all', 'roads', 'open', 'queue', [{ source: 's', team: null, open: 3, ours: 4, countedAt: 0 }])]).sourced).toBe(true)
})
