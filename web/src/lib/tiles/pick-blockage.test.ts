import type { BlockageBoard } from '@weir/shared/contract/blockage'
import { expect, test } from 'vitest'
import { pickBlockage } from './pick-blockage.ts'

const held = (stage: string | null, kind: BlockageBoard['kind'], duty: string | null = null): BlockageBoard => ({
  kind,
  service: 'adults',
  pathway: 'adult',
  stage,
  duty,
  everywhere: false,
  since: 0,
  openedAt: 0,
  waiting: 1,
  oldestEnteredAt: null,
  usual: null,
  tests: [],
  reasons: [],
  common: [],
  behind: 0,
  effectOf: null,
  clears: null,
})
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
