import { systemClock } from '../edge/clock.ts'
import { keysOf } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import type { Options } from '../edge/options.ts'
import { loadPack } from '../edge/pack.ts'
import { openStores } from '../edge/stores.ts'
import { openProjector } from '../projector/run.ts'

/** `weir rebuild` where no embedded Weir runs: on stopped stores, or beside separate processes, which follow by themselves. */
export async function rebuildApart(packFolder: string, options: Options<'WEIR_DATA' | 'DATABASE_URL' | 'REDIS_URL'>, log: Log): Promise<void> {
  const pack = await loadPack(packFolder)
  const stores = await openStores(
    { folder: options.WEIR_DATA, databaseUrl: options.DATABASE_URL, redisUrl: options.REDIS_URL, keyFile: undefined, authority: pack.id },
    log,
  )
  try {
    const projector = openProjector(
      { ledger: stores.ledger, clock: systemClock, log },
      stores.connect('waits', 'rebuild'),
      keysOf(pack.id),
      pack,
      (done, total) => log.info({ done, total }, 'folding'),
    )
    await projector.rebuild()
    await projector.stop()
  } finally {
    await stores.close()
  }
}
