import { boardsAre } from '../edge/access.ts'
import { systemClock } from '../edge/clock.ts'
import { keysOf } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import { readOptions } from '../edge/options.ts'
import { loadPack } from '../edge/pack.ts'
import { untilStopped } from '../edge/run.ts'
import { openStores } from '../edge/stores.ts'
import { signInUrl } from './sessions.ts'
import { startGateway } from './start.ts'

/** The gateway as a process of its own: Redis → socket, REST and pages. Any number may run; none knows of another. */
export async function gateway(env: NodeJS.ProcessEnv, release: string, log: Log): Promise<void> {
  const options = readOptions(['WEIR_PACK', 'WEIR_DATA', 'DATABASE_URL', 'REDIS_URL', 'WEIR_HOST', 'WEIR_PORT', 'WEIR_BOARDS'], env, [
    'WEIR_PACK',
    'DATABASE_URL',
    'REDIS_URL',
  ])
  const pack = await loadPack(options.WEIR_PACK)
  const stores = await openStores(
    { folder: options.WEIR_DATA, databaseUrl: options.DATABASE_URL, redisUrl: options.REDIS_URL, keyFile: undefined, authority: pack.id },
    log,
  )
  const running = await startGateway({
    redis: stores.connect('waits', 'gateway'),
    listening: stores.connect('waits', 'listener'),
    root: keysOf(pack.id),
    ledger: stores.ledger,
    boardsAre: boardsAre(options.WEIR_BOARDS, options.WEIR_HOST),
    admin: null,
    release,
    clock: systemClock,
    log,
    host: options.WEIR_HOST,
    port: options.WEIR_PORT,
  })
  log.info({ wall: running.url }, 'the wall is open')
  const link = await running.sessions.firstLink()
  if (link !== null)
    log.info({ link: signInUrl(running.url, link) }, 'nobody has signed in yet: this link does, once, to enrol screens; npx weir admin-link makes another')
  await untilStopped(
    [
      ['gateway', running],
      ['stores', { stop: stores.close }],
    ],
    log,
  )
}
