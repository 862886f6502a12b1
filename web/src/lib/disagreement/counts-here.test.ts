import type { StageBoard } from '@weir/shared/contract/board'
import { expect, test } from 'vitest'
import { askedOf, countsHere } from './counts-here.ts'

/** Broken to see these fail: counts that compare with nothing among them; the one asked for not found by its team. */
const says = (open: number, ours: number | null, team: string | null = null) => ({ source: '/mosaic', team, open, ours, countedAt: 0 })
const stage = (name: string, sourceSays: StageBoard['sourceSays']) => ({ pathway: 'adult', stage: name, sourceSays }) as unknown as StageBoard
const counts = countsHere({ stages: [stage('triage', [says(5, 5), says(7, null)]), stage('panel', [says(1, 3), says(2, 7, 'one')])] })

test('those that differ most stand first, and what compares with nothing is left out', () => {
  expect(counts.map(({ stage: of, team, open, ours }) => [of, team, open - ours])).toEqual([
    ['panel', 'one', -5],
    ['panel', null, -2],
    ['triage', null, 0],
  ])
})

test('the one that is asked for is opened, and without a word the one that differs most', () => {
  const triage = { pathway: 'adult', stage: 'triage' }
  expect(askedOf(counts, null, null, null)).toMatchObject({ team: 'one' })
  expect(askedOf(counts, triage, null, null)).toMatchObject({ stage: 'triage' })
  expect(askedOf(counts, { ...triage, stage: 'panel' }, '/mosaic', null)).toMatchObject({ stage: 'panel', team: null })
  expect(askedOf(counts, { ...triage, stage: 'nowhere' }, null, null)).toBeUndefined()
  expect(askedOf(countsHere({ stages: [stage('triage', [says(5, 5)])] }), null, null, null)).toBeUndefined()
})
