import { Redis } from 'ioredis'
import { systemClock } from '../src/edge/clock.ts'
import { keysOf } from '../src/edge/keys.ts'
import type { Ledger } from '../src/edge/ledger/ledger.ts'
import { silentLog } from '../src/edge/log.ts'
import { forget } from '../src/projector/forget.ts'
import { foldNewGeneration } from '../src/projector/rebuild.ts'
import type { Bench, Measurement } from './bench.ts'
import { atLeast, rowOf } from './row.ts'
import { compared, inRounds } from './statistics.ts'
import { STANDING, fill, liveFlow } from './throughput.ts'
import { openBenchLedger, openStoresApart, startApart } from './weir-under-test.ts'

/**
 * Rebuild: the ledger folded into a new generation beside the one that is shown, events a second, against the live flow that
 * filled it: the same events, PostgreSQL and Redis, in turn. The rebuild is that of `weir rebuild` beside separate processes.
 */
const NAME = 'rebuild'
const GOAL = atLeast(3)
const SAYS = 'rebuild, events/s, against the live flow'

export const rebuild: Measurement = {
  name: NAME,
  rows: [{ name: NAME, says: SAYS, goal: GOAL }],
  run: async (bench) => {
    const stores = await openStoresApart(bench)
    const weir = await startApart(bench, stores)
    const ledger = await openBenchLedger(bench, stores)
    const redis = new Redis(stores.redisUrl, { maxRetriesPerRequest: null })
    bench.opened({ stop: async () => redis.disconnect() })
    await fill(bench, weir, STANDING)
    const live = liveFlow(bench, weir, bench.smoke ? 1000 : 40_000, STANDING)
    await live()
    const rounds = await inRounds(bench.smoke ? 1 : 3, () => foldedPerSecond(bench, ledger, redis), live, bench.say, false)
    return [
      rowOf({
        name: NAME,
        says: SAYS,
        goal: GOAL,
        unit: 'events/s',
        ...compared(rounds),
        told: 'theirs is our own live flow, processes apart on PostgreSQL and Redis',
      }),
    ]
  },
}

async function foldedPerSecond(bench: Bench, ledger: Ledger, redis: Redis): Promise<number> {
  const root = keysOf(bench.pack.id)
  const head = await ledger.head()
  const began = performance.now()
  const { name } = await foldNewGeneration({ ledger, clock: systemClock, log: silentLog }, redis, root, bench.pack, () => undefined)
  const rate = (head / (performance.now() - began)) * 1000
  await forget(redis, root, name)
  return rate
}
