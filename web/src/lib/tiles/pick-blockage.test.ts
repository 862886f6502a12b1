import type { BlockageBoard } from '@weir/shared/contract/blockage'
import { expect, test } from 'vitest'
import { madeBlockage } from '../made.ts'
import { pickBlockage } from './pick-blockage.ts'

const held = (stage: string | null, kind: BlockageBoard['kind'], duty: string | null = null) => madeBlockage({ stage, kind, duty })
const all = [held('triage', 'surge'), held('panel', 'blockage'), held(null, 'authorisation', 'review')]

test('a screen that names no stage shows what is gravest', () => {
  expect(pickBlockage(all, null)?.stage).toBe('panel')
})

test('a screen that names one shows that, a duty like a stage', () => {
  expect(pickBlockage(all, { pathway: 'adult', part: 'triage' })?.kind).toBe('surge')
  expect(pickBlockage(all, { pathway: 'adult', part: 'review' })?.kind).toBe('authorisation')
})

test('what is no longer held is shown as nothing, never as something else', () => {
  expect(pickBlockage(all, { pathway: 'adult', part: 'plan' })).toBeNull()
})
