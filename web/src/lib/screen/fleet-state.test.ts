import type { FleetScreen, Seen } from '@weir/shared/contract/screen'
import { expect, test } from 'vitest'
import { fleetState, inOrder, needsSomebody } from './fleet-state.ts'

const NOW = 1_000_000
const seen = (changes: Partial<Seen> = {}): Seen => ({
  at: NOW - 5000,
  renderedAt: NOW - 5016,
  path: '/',
  asOf: NOW - 6000,
  state: 'live',
  release: '1',
  width: 1920,
  height: 1080,
  ...changes,
})
const screen = (changes: Partial<FleetScreen> = {}): FleetScreen => ({
  id: 'a',
  name: 'a',
  view: '/',
  language: 'en',
  theme: 'dark',
  enrolledAt: 0,
  revokedAt: null,
  collected: true,
  seen: seen(),
  ...changes,
})

test('a screen that talks and does not draw is frozen, not well', () => {
  expect(fleetState(screen(), NOW)).toBe('drawing')
  expect(fleetState(screen({ seen: seen({ renderedAt: NOW - 60_000 }) }), NOW)).toBe('frozen')
  expect(fleetState(screen({ seen: seen({ renderedAt: null }) }), NOW)).toBe('frozen')
})

test('a screen that says nothing for three quarters of a minute is silent, whatever it said last', () => {
  expect(fleetState(screen({ seen: seen({ at: NOW - 45_000, renderedAt: NOW - 45_000 }) }), NOW)).toBe('silent')
})

test('one that has no connection says so, one that polls is well, one that never came or was revoked is told apart', () => {
  expect(fleetState(screen({ seen: seen({ state: 'lost' }) }), NOW)).toBe('lost')
  expect(fleetState(screen({ seen: seen({ state: 'polled' }) }), NOW)).toBe('polling')
  expect(fleetState(screen({ seen: null }), NOW)).toBe('never')
  expect(fleetState(screen({ revokedAt: 1 }), NOW)).toBe('revoked')
})

test('a screen that nothing can be said against needs nobody, nor one that was revoked', () => {
  const none = [screen(), screen({ seen: seen({ state: 'polled' }) }), screen({ seen: null }), screen({ revokedAt: 1, seen: seen({ at: 0 }) })]
  expect(none.filter((one) => needsSomebody(one, NOW))).toEqual([])
  expect(needsSomebody(screen({ seen: seen({ state: 'lost' }) }), NOW)).toBe(true)
})

test('those that need somebody come first, those that are revoked last, and the rest by name', () => {
  const fleet = [
    screen({ name: 'revoked', revokedAt: 1 }),
    screen({ name: 'b' }),
    screen({ name: 'a', seen: seen({ state: 'polled' }) }),
    screen({ name: 'frozen', seen: seen({ renderedAt: null }) }),
    screen({ name: 'silent', seen: seen({ at: 0 }) }),
  ]
  expect(inOrder(fleet, NOW).map(({ name }) => name)).toEqual(['silent', 'frozen', 'a', 'b', 'revoked'])
})
