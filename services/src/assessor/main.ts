import { systemClock } from '../edge/clock.ts'
import { keysOf } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import { readOptions } from '../edge/options.ts'
import { loadPack } from '../edge/pack.ts'
import { untilStopped } from '../edge/run.ts'
import { openStores } from '../edge/stores.ts'
import { startAssessor } from './start.ts'

/** The assessor as a process of its own: facts → pressure and blockages → Redis, and what begins and ends → ledger. */
export async function assessor(env: NodeJS.ProcessEnv, log: Log): Promise<void> {
  const options = readOptions(['WEIR_PACK', 'WEIR_DATA', 'DATABASE_URL', 'REDIS_URL'], env, ['WEIR_PACK', 'DATABASE_URL', 'REDIS_URL'])
  const pack = await loadPack(options.WEIR_PACK)
  const stores = await openStores(
    { folder: options.WEIR_DATA, databaseUrl: options.DATABASE_URL, redisUrl: options.REDIS_URL, keyFile: undefined, authority: pack.id },
    log,
  )
  const running = await startAssessor({
    ledger: stores.ledger,
    redis: stores.connect('waits', 'assessor'),
    listening: stores.connect('waits', 'assessor listener'),
    root: keysOf(pack.id),
    timeZone: pack.timeZone,
    clock: systemClock,
    log,
  })
  log.info('the assessor is at work')
  await untilStopped(
    [
      ['assessor', running],
      ['stores', { stop: stores.close }],
    ],
    log,
  )
}
