import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { Redis } from 'ioredis'
import type { Instant } from '@weir/shared/contract/instant'
import { boardsAre, keyDigest, makeKey } from '../edge/access.ts'
import { systemClock } from '../edge/clock.ts'
import type { Ledger } from '../edge/ledger/ledger.ts'
import { type Keys, keysOf } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import type { Options } from '../edge/options.ts'
import { loadPack, loadPostcodes } from '../edge/pack.ts'
import { untilStopped } from '../edge/run.ts'
import { openStores } from '../edge/stores.ts'
import { openSessions, signInUrl } from '../gateway/sessions.ts'
import { MANAGERS, isListed } from '../intake/admit.ts'
import { adminRouter, leaveContact, makeToken, removeContact } from './admin.ts'
import { startWeir } from './weir.ts'

export type StartOptions = Options<
  'WEIR_DATA' | 'DATABASE_URL' | 'REDIS_URL' | 'WEIR_KEY_FILE' | 'WEIR_HOST' | 'WEIR_PORT' | 'WEIR_INTAKE_PORT' | 'WEIR_BOARDS'
>

/** `weir start`: all of Weir in one process, on a pack of the user's own, until it is stopped. */
export async function start(packFolder: string, options: StartOptions, release: string, log: Log): Promise<void> {
  const pack = await loadPack(packFolder)
  const folder = resolve(options.WEIR_DATA)
  const stores = await openStores(
    { folder, databaseUrl: options.DATABASE_URL, redisUrl: options.REDIS_URL, keyFile: options.WEIR_KEY_FILE, authority: pack.id },
    log,
  )
  try {
    const token = makeToken()
    const admin = stores.connect('waits', 'admin')
    const weir = await startWeir({
      stores,
      pack,
      postcodes: await loadPostcodes(packFolder),
      clock: systemClock,
      log,
      release,
      unlistedSources: false,
      boardsAre: boardsAre(options.WEIR_BOARDS, options.WEIR_HOST),
      host: options.WEIR_HOST,
      port: options.WEIR_PORT,
      intakePort: options.WEIR_INTAKE_PORT,
      admin: ({ projector, intake }) =>
        adminRouter(
          {
            rebuild: () => projector.projector.rebuild(),
            addKey: (source) => addKey(stores.ledger, source),
            isListed: (source) => isListed(source, pack),
            rejected: (limit) => stores.ledger.rejected(limit),
            transitions: (limit) => stores.ledger.transitions(limit),
            warnings: (limit) => stores.ledger.warnings(limit),
            findings: () => findingsIn(admin, keysOf(pack.id)),
            link: () => openSessions(admin, keysOf(pack.id)).makeLink(),
            declare: (level) => intake.take([declared(level, systemClock.now())], MANAGERS),
          },
          token,
        ),
    })
    await leaveContact(folder, { url: weir.gateway.url, token })
    log.info(
      { wall: weir.gateway.url, intake: `${weir.intake.url}/events` },
      `Weir shows ${pack.name.en}. Open the wall in a browser; sources post to the intake with a key from: npx weir key SOURCE`,
    )
    const link = await weir.gateway.sessions.firstLink()
    if (link !== null) log.info(`Nobody has signed in yet. To enrol screens, open this once: ${signInUrl(weir.gateway.url, link)}`)
    await untilStopped([['weir', weir]], log)
    await removeContact(folder)
  } finally {
    await stores.close()
  }
}

/** By locality: what is told of teams, providers and wards behind each blockage. */
async function findingsIn(redis: Redis, root: Keys): Promise<Readonly<Record<string, unknown>>> {
  const found = await redis.hgetall(root.findings)
  return Object.fromEntries(Object.entries(found).map(([locality, text]) => [locality, JSON.parse(text) as unknown]))
}

/** What a manager decided, as the event that it is. */
const declared = (data: unknown, now: Instant): unknown => ({
  ...{ specversion: '1.0', id: randomUUID(), source: MANAGERS, type: 'weir.level.declared.v1' },
  time: new Date(now).toISOString(),
  data,
})

export async function addKey(ledger: Ledger, source: string): Promise<string> {
  const key = makeKey()
  await ledger.addKey(source, keyDigest(key), systemClock.now())
  return key
}
