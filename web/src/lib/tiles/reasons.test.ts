import type { BlockageBoard } from '@weir/shared/contract/blockage'
import { expect, test } from 'vitest'
import { otherReasons } from './reasons.ts'

const pack = {
  reasons: [
    { id: 'run', name: { en: 'No care run', cy: 'Dim rownd gofal' } },
    { id: 'kit', name: { en: 'Equipment', cy: 'Cyfarpar' } },
    { id: 'choice', name: { en: "Person's choice", cy: 'Dewis y person' } },
  ],
}
const held = (...reasons: BlockageBoard['reasons']) => ({ kind: 'blockage', effectOf: null, reasons }) as const
const run = { code: 'run', count: 9, owner: 'joint' } as const

test('the reason that the sentence names is not said twice, and each of the others says whose it is', () => {
  const reasons = [run, { code: 'kit', count: 4, owner: 'social-care' } as const, { code: 'choice', count: 1, owner: 'family' } as const]
  expect(otherReasons(held(...reasons), pack, 'en')).toBe("Other reasons: Equipment 4 (social care) and Person's choice 1 (the family)")
  expect(otherReasons(held(...reasons), pack, 'cy')).toBe('Rhesymau eraill: Cyfarpar 4 (gofal cymdeithasol) a Dewis y person 1 (y teulu)')
})

test('where there is no other there is nothing to say', () => {
  expect(otherReasons(held(run), pack, 'en')).toBeNull()
  expect(otherReasons(held(), pack, 'en')).toBeNull()
})

test('a reason of which nobody is the owner is told without one', () => {
  expect(otherReasons(held(run, { code: 'kit', count: 4, owner: null }), pack, 'en')).toBe('Other reasons: Equipment 4')
})

test('of a late record, and of an effect, no reason is told: the cause is elsewhere', () => {
  const told = held(run, { code: 'kit', count: 4, owner: 'health' })
  expect(otherReasons({ ...told, kind: 'recording-lag' }, pack, 'en')).toBeNull()
  expect(otherReasons({ ...told, effectOf: 'panel' }, pack, 'en')).toBeNull()
})
