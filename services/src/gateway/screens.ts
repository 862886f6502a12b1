import { randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { FleetScreen, OwnScreen, Seen, Sighting } from '@weir/shared/contract/screen'
import { DAY } from '@weir/shared/contract/instant'
import { type ScreenShows, pathOfScreen } from '@weir/shared/contract/screen-view'
import { keyDigest } from '../edge/access.ts'
import type { Keys } from '../edge/keys.ts'
import type { KeptScreen } from '../edge/ledger/screens.ts'
import type { Ledger } from '../edge/ledger/ledger.ts'
import { oneAtATime } from '../edge/one-at-a-time.ts'

/**
 * The enrolled screens. The ledger keeps them; each gateway holds the few rows in memory and reads them again when word comes
 * over Redis that they changed, and every few seconds in case the word was lost. So a token costs no question to anybody, and
 * whatever is taken away is gone within seconds on every gateway.
 */
export interface Screens {
  /** the screen that a token is of; a revoked one has none */
  withToken(token: string): KeptScreen | undefined
  /** the screen as it is now; undefined once it is revoked */
  find(id: string): KeptScreen | undefined
  enrol(shows: ScreenShows, now: number): Promise<string>
  /** A new token for a screen, in place of any before; null where there is no such screen any more. */
  makeToken(id: string): Promise<string | null>
  change(id: string, changes: Partial<ScreenShows>): Promise<boolean>
  revoke(id: string, now: number): Promise<boolean>
  see(id: string, sighting: Sighting, now: number): Promise<void>
  /** Every screen in use, and for a week those that were removed: whoever looks sees what became of them. */
  fleet(now: number): Promise<readonly FleetScreen[]>
  /** Reads them again. `changed` hears of it. */
  look(): Promise<void>
}

export type ScreenLedger = Pick<Ledger, 'addScreen' | 'changeScreen' | 'revokeScreen' | 'screens'>

const REMOVED_LISTED_MS = 7 * DAY

export const ownScreen = (screen: KeptScreen): OwnScreen => ({ id: screen.id, name: screen.name, path: pathOfScreen(screen) })

export function openScreens(ledger: ScreenLedger, redis: Redis, root: Keys, changed: () => void): Screens {
  let all: readonly KeptScreen[] = []
  const inUse = (): readonly KeptScreen[] => all.filter(({ revokedAt }) => revokedAt === null)
  const look = oneAtATime(async (_all: null) => {
    const before = JSON.stringify(all)
    all = await ledger.screens()
    if (JSON.stringify(all) !== before) changed()
  })
  const tell = async (): Promise<void> => {
    await look(null).then(() => look(null)) // one that was under way may have read before the change
    await redis.publish(root.screensChanged, '')
  }
  const seen = async (): Promise<ReadonlyMap<string, Seen>> =>
    new Map(Object.entries(await redis.hgetall(root.seen)).map(([id, text]) => [id, JSON.parse(text) as Seen]))
  return {
    withToken: (token) => {
      const digest = keyDigest(token)
      return inUse().find((screen) => screen.digest === digest)
    },
    find: (id) => inUse().find((screen) => screen.id === id),
    enrol: async (shows, now) => {
      const id = randomBytes(9).toString('base64url')
      await ledger.addScreen(id, shows, now)
      await tell()
      return id
    },
    makeToken: async (id) => {
      const token = randomBytes(32).toString('base64url')
      if (!(await ledger.changeScreen(id, { digest: keyDigest(token) }))) return null
      await tell()
      return token
    },
    change: async (id, changes) => {
      const done = await ledger.changeScreen(id, changes)
      if (done) await tell()
      return done
    },
    revoke: async (id, now) => {
      const done = await ledger.revokeScreen(id, now)
      if (done) await tell()
      return done
    },
    see: async (id, { renderedAgoMs, ...sighting }, now) => {
      const one: Seen = { ...sighting, at: now, renderedAt: renderedAgoMs === null ? null : now - renderedAgoMs }
      await redis.hset(root.seen, id, JSON.stringify(one))
    },
    fleet: async (now) => {
      const sightings = await seen()
      const listed = all.filter(({ revokedAt }) => revokedAt === null || now - revokedAt < REMOVED_LISTED_MS)
      return listed.map(({ digest, ...screen }) => ({ ...screen, collected: digest !== null, seen: sightings.get(screen.id) ?? null }))
    },
    look: () => look(null),
  }
}
