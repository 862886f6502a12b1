import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import pg from 'pg'
import { ANY_SOURCE } from '../src/edge/access.ts'
import { loadIdentityKeys } from '../src/edge/identity-keys.ts'
import { identityFrom } from '../src/intake/identity.ts'
import { take } from '../src/intake/take.ts'
import type { Bench, Measurement } from './bench.ts'
import { standingOpen } from './events.ts'
import { atMost, rowOf } from './row.ts'
import { compared, inRounds } from './statistics.ts'
import { liveFlow } from './throughput.ts'
import { openBenchLedger, openStoresApart, startApart } from './weir-under-test.ts'

/**
 * What an event costs in the whole flow where a million cases are open, against ten thousand: two Weirs, processes apart, each
 * with a PostgreSQL and a Redis of its own, and the same mix of events in turn. The cases are put into the ledger as the
 * intake would put them, and folded into Redis and the visit table by the projector when it starts.
 */
const NAME = 'open-cases'
const GOAL = atMost(1.3)
const SAYS = 'cost of an event at 1,000,000 open cases, against 10,000'
const COMMIT = 2000
const REWRITE_LOOK_MS = 100

export const openCases: Measurement = {
  name: NAME,
  rows: [{ name: NAME, says: SAYS, goal: GOAL }],
  run: async (bench) => {
    const { many, few, events, rounds } = bench.smoke
      ? { many: 20_000, few: 2000, events: 1000, rounds: 1 }
      : { many: 1_000_000, few: 10_000, events: 20_000, rounds: 5 }
    const at = { many: await costAt(bench, many, events), few: await costAt(bench, few, events) }
    const measured = compared(await inRounds(rounds, at.many, at.few, bench.say, !bench.smoke))
    const told = bench.smoke ? `smoke: ${many} against ${few} open cases` : 'processes apart on PostgreSQL and Redis'
    return [rowOf({ name: NAME, says: SAYS, goal: GOAL, unit: 'ms/event', ...measured, told })]
  },
}

/** Milliseconds of an event, measured by posting so many. */
async function costAt(bench: Bench, standing: number, events: number): Promise<() => Promise<number>> {
  const stores = await openStoresApart(bench)
  const keyFile = join(await bench.folder(), 'keys.json')
  await fillLedger(bench, stores.databaseUrl, keyFile, standing)
  bench.say(`  folding ${standing} open cases …`)
  const weir = await startApart(bench, stores, keyFile)
  const flow = liveFlow(bench, weir, events, standing)
  await analyse(stores.databaseUrl)
  await rewritten(weir.redis)
  return async () => 1000 / (await flow())
}

async function fillLedger(bench: Bench, databaseUrl: string, keyFile: string, standing: number): Promise<void> {
  const ledger = await openBenchLedger(bench, { databaseUrl, redisUrl: '' })
  const doors = { pack: bench.pack, postcodes: new Map<string, string>(), identity: identityFrom(await loadIdentityKeys(keyFile)), unlistedSources: false }
  const now = Date.now()
  const events = standingOpen(standing, bench.pack, now)
  let committing: Promise<unknown> = Promise.resolve()
  for (let from = 0; from < standing; from += COMMIT) {
    const { entries } = take(events.slice(from, from + COMMIT), ANY_SOURCE, doors, now)
    await committing // the next batch was made meanwhile
    committing = ledger.append(entries, now)
    if (from % (100 * COMMIT) === 0) bench.say(`  ${from} of ${standing} open cases are in the ledger`)
  }
  await committing
}

/** As autovacuum would have done in a ledger that grew slowly, and so that it does not do it in the middle of a round. */
async function analyse(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('vacuum analyze').finally(() => client.end())
}

/** The append-only file is rewritten after so many cases in so short a time; a day's events would not bring that about. */
async function rewritten(redis: Redis): Promise<void> {
  const underWay = async (): Promise<boolean> => /aof_rewrite_(?:in_progress|scheduled):1/.test(await redis.info('persistence'))
  while (await underWay()) await pause(REWRITE_LOOK_MS)
  await redis.bgrewriteaof()
  while (await underWay()) await pause(REWRITE_LOOK_MS)
}
