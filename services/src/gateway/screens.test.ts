import type { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { DAY } from '@weir/shared/contract/instant'
import { keysOf } from '../edge/keys.ts'
import type { KeptScreen } from '../edge/ledger/screens.ts'
import { type ScreenLedger, openScreens } from './screens.ts'

const NOW = Date.UTC(2026, 10, 23)
const shows = { name: 'Front office', view: 'council', language: 'cy', theme: 'dark' } as const
const kept = (id: string, revokedAt: number | null): KeptScreen => ({ ...shows, id, digest: 'd', enrolledAt: NOW - 300 * DAY, revokedAt })

test('a removed screen is listed for a week and then no more, and one in use always is', async () => {
  const ledger = { screens: async () => [kept('used', null), kept('removed', NOW - 6 * DAY), kept('long ago', NOW - 8 * DAY)] } as unknown as ScreenLedger
  const redis = { hgetall: async () => ({}) } as unknown as Redis
  const screens = openScreens(ledger, redis, keysOf('test'), () => undefined)
  await screens.look()
  expect((await screens.fleet(NOW)).map(({ id }) => id)).toEqual(['used', 'removed'])
})
