import type { PackView } from '@weir/shared/contract/pack-view'
import { expect, test } from 'vitest'
import { heldUnit } from './held-unit.ts'

/** Broken to see this fail: every stage taken for a queue. */
const stage = (id: string, kind: 'queue' | 'work') => ({ id, kind, name: { en: id } })
const pack = {
  pathways: [{ id: 'adult', service: 'adults', name: { en: 'Adult care' }, stages: [stage('panel', 'queue'), stage('plan', 'work')] }],
} as unknown as Pick<PackView, 'pathways'>

test('a number of what is held says what it counts; of a duty its signal does', () => {
  const unit = (of: string | null, language: 'en' | 'cy' = 'en') => heldUnit({ pathway: 'adult', stage: of }, pack, language)
  expect([unit('panel'), unit('plan'), unit('panel', 'cy'), unit(null)]).toEqual(['waiting', 'in hand', 'yn aros', null])
})
