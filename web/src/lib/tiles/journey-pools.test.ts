import type { StageBoard } from '@weir/shared/contract/board'
import { expect, test } from 'vitest'
import { keeping } from '../layout/kept.ts'
import { madeBlockage, madeStage } from '../made.ts'
import { journeyRows } from './journey-pools.ts'

const name = (en: string) => ({ en, cy: en })
const stageOf = (id: string) => ({ id, name: name(id), kind: 'queue' as const })
const pathwayOf = (id: string, service: string, ...stages: readonly string[]) => ({ id, service, name: name(id), stages: stages.map(stageOf) })
const pack = { pathways: [pathwayOf('adult', 'adults', 'triage', 'panel', 'care'), pathwayOf('child', 'children', 'contact')] } as never

const at = (pathway: string, stage: string, waiting: number, changed: Partial<StageBoard> = {}) => madeStage({ pathway, stage, waiting, ...changed })
const adult = (...waiting: readonly [number, number, number]) => ({
  pathway: 'adult',
  service: 'adults',
  stages: [at('adult', 'triage', waiting[0]), at('adult', 'panel', waiting[1]), at('adult', 'care', waiting[2], { kind: 'service' })],
})
const child = (waiting: number) => ({ pathway: 'child', service: 'children', stages: [at('child', 'contact', waiting)] })
const shown = { flows: [], blockages: [madeBlockage({ pathway: 'adult', stage: 'panel' })], unheard: () => false, before: () => null, hrefOf: () => '/held' }

/** Broken to see these fail: a service named at every journey; a wall to go to from every stage; rows that are made anew. */
test('a journey is a row: its service where it begins, who receives care with its name, and a way on from where it is held', () => {
  const [first, second] = journeyRows({ strips: [adult(3, 4, 5), child(1)] }, shown, pack)
  expect(first).toMatchObject({ name: { en: 'adult' }, begins: 'adults', received: [{ stage: 'care', waiting: 5 }] })
  expect(first?.pools.map(({ name: { en }, href }) => [en, href])).toEqual([
    ['triage', null],
    ['panel', '/held'],
  ])
  expect([second?.begins, journeyRows({ strips: [adult(3, 4, 5)] }, shown, pack)[0]?.begins]).toEqual(['children', null])
})

test('journeys of one stage each make one row, in which each pool has the name of its journey', () => {
  const [row, ...others] = journeyRows({ strips: [child(1), child(2)] }, shown, pack)
  expect([row?.name, row?.pools.map(({ name: { en } }) => en), others]).toEqual([null, ['child', 'child'], []])
})

test('where one journey changes, the rows of the others are the same as before, and nothing of them is drawn again', () => {
  const keep = keeping<ReturnType<typeof journeyRows>>()
  const before = keep(journeyRows({ strips: [adult(3, 4, 5), child(1)] }, shown, pack))
  const after = keep(journeyRows({ strips: [adult(3, 4, 5), child(2)] }, shown, pack))
  expect([after[0] === before[0], after[1] === before[1]]).toEqual([true, false])
})
