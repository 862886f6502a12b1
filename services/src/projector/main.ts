import { systemClock } from '../edge/clock.ts'
import { keysOf } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import { readOptions } from '../edge/options.ts'
import { loadPack } from '../edge/pack.ts'
import { untilStopped } from '../edge/run.ts'
import { openStores } from '../edge/stores.ts'
import { startProjector } from './start.ts'

/** The projector as a process of its own: queue → Redis and the visit table. */
export async function projector(env: NodeJS.ProcessEnv, log: Log): Promise<void> {
  const options = readOptions(['WEIR_PACK', 'WEIR_DATA', 'DATABASE_URL', 'REDIS_URL'], env, ['WEIR_PACK', 'DATABASE_URL', 'REDIS_URL'])
  const pack = await loadPack(options.WEIR_PACK)
  const stores = await openStores(
    { folder: options.WEIR_DATA, databaseUrl: options.DATABASE_URL, redisUrl: options.REDIS_URL, keyFile: undefined, authority: pack.id },
    log,
  )
  const running = await startProjector({
    ledger: stores.ledger,
    redis: stores.connect('waits', 'projector'),
    blocking: stores.connect('waits', 'worker'),
    root: keysOf(pack.id),
    pack,
    clock: systemClock,
    log,
  })
  log.info({ generation: running.projector.shown().name }, 'the projector is at work')
  await untilStopped(
    [
      ['projector', running],
      ['stores', { stop: stores.close }],
    ],
    log,
  )
}
