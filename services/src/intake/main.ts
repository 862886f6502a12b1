import { systemClock } from '../edge/clock.ts'
import { keysOf } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import { loadPack, loadPostcodes } from '../edge/pack.ts'
import { readOptions } from '../edge/options.ts'
import { untilStopped } from '../edge/run.ts'
import { openStores } from '../edge/stores.ts'
import { startIntake } from './start.ts'

/** The intake as a process of its own: source → ledger → queue. */
export async function intake(env: NodeJS.ProcessEnv, log: Log): Promise<void> {
  const options = readOptions(['WEIR_PACK', 'WEIR_DATA', 'DATABASE_URL', 'REDIS_URL', 'WEIR_KEY_FILE', 'WEIR_HOST', 'WEIR_INTAKE_PORT'], env, [
    'WEIR_PACK',
    'DATABASE_URL',
    'REDIS_URL',
  ])
  const pack = await loadPack(options.WEIR_PACK)
  const stores = await openStores(
    { folder: options.WEIR_DATA, databaseUrl: options.DATABASE_URL, redisUrl: options.REDIS_URL, keyFile: options.WEIR_KEY_FILE, authority: pack.id },
    log,
  )
  const running = await startIntake({
    ledger: stores.ledger,
    redis: stores.connect('fails-fast', 'intake'),
    root: keysOf(pack.id),
    pack,
    postcodes: await loadPostcodes(options.WEIR_PACK),
    identityKeys: await stores.identityKeys(),
    unlistedSources: false,
    clock: systemClock,
    log,
    host: options.WEIR_HOST,
    port: options.WEIR_INTAKE_PORT,
  })
  log.info({ intake: `${running.url}/events` }, 'the intake is open')
  await untilStopped(
    [
      ['intake', running],
      ['stores', { stop: stores.close }],
    ],
    log,
  )
}
