import { expect, test } from 'vitest'
import { type Pack, council, packFiles } from '@weir/shared/contract/pack'
import { spokenOf } from './spoken-of.ts'

/** Broken to see these fail: a stage kept as it was sent; a locality kept as it was sent. */
const name = { en: 'Here', cy: 'Yma' }
const PACK: Pack = {
  ...council.parse({ id: 'here', name, timeZone: 'Europe/London', localities: [{ id: 'llanelli', name }] }),
  holidays: [],
  pathways: packFiles['pathways.yaml'].parse([{ id: 'adult', name, stages: [{ id: 'triage', name }] }]),
  codes: {},
  sources: [],
}
const NOTHING = { kind: null, pathway: null, stage: null, locality: null }

test('a rejected event keeps its kind, journey, stage and place where the contract and the pack have words for them', () => {
  const data = { pathway: 'adult', stage: 'triage', locality: 'llanelli', name: 'Mair Evans' }
  expect(spokenOf({ type: 'weir.case.entered.v1', data }, PACK)).toEqual({ kind: 'entered', pathway: 'adult', stage: 'triage', locality: 'llanelli' })
})

test('and nothing else that was in it: what the pack does not know may be a name', () => {
  const data = { pathway: 'adult', stage: 'Mair Evans', locality: 'Mair Evans' }
  expect(spokenOf({ type: 'Mair Evans', data }, PACK)).toEqual({ ...NOTHING, pathway: 'adult' })
  expect(spokenOf({ type: 'toString', data: { pathway: 'Mair Evans', stage: 'triage' } }, PACK)).toEqual(NOTHING)
})

test('nor does anything that is no event at all', () => {
  for (const input of [null, 'text', 7, [], {}, { data: null }, { data: 'x', type: 1 }]) expect(spokenOf(input, PACK)).toEqual(NOTHING)
})
