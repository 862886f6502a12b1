import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import { setTimeout as pause } from 'node:timers/promises'
import { ANY_SOURCE, keyDigest, makeKey } from '../src/edge/access.ts'
import { keysOf } from '../src/edge/keys.ts'
import { type Ledger } from '../src/edge/ledger/ledger.ts'
import { openLedger } from '../src/edge/ledger/open.ts'
import { silentLog } from '../src/edge/log.ts'
import { startRedisServer } from '../src/edge/redis-server.ts'
import { postgresMissing, testDatabase } from '../test/postgres.ts'
import type { Bench } from './bench.ts'
import { type Child, cpuProfile, startChild } from './child.ts'

/**
 * Weir as it is run by anybody: the command line's own processes, embedded in one, or intake, projector and gateway apart on
 * a PostgreSQL (with fsync) and a Redis. Reached over HTTP with a key, like any source; how far it is, is read from the mark.
 */
export interface WeirUnderTest {
  readonly intakeUrl: string
  readonly wallUrl: string
  readonly key: string
  readonly redis: Redis
  /** the last seq that is projected */
  mark(): Promise<number>
  /** resolves when all up to `seq` is projected */
  through(seq: number): Promise<void>
}

export interface Stores {
  readonly databaseUrl: string
  readonly redisUrl: string
}

const COMMAND_LINE = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
const READY_WITHIN_MS = 1_200_000 // a million cases may have to be folded first
const LOOK_MS = 50
const MARK_LOOK_MS = 2

export { postgresMissing }

/** A PostgreSQL with fsync and a Redis as Weir starts its own: for processes apart. */
export async function openStoresApart(bench: Bench): Promise<Stores> {
  if (postgresMissing !== null) throw new Error(postgresMissing)
  const database = bench.opened(await testDatabase({ durable: true }))
  const redis = bench.opened(await startRedisServer(join(await bench.folder(), 'redis'), silentLog))
  return { databaseUrl: database.url, redisUrl: redis.url }
}

export async function openBenchLedger(bench: Bench, { databaseUrl }: Stores): Promise<Ledger> {
  const ledger = await openLedger({ kind: 'postgres', url: databaseUrl }, bench.pack.id)
  bench.opened({ stop: () => ledger.close() })
  return ledger
}

/** `keyFile` holds the keys of the pseudonyms, where the ledger is already filled with them. */
export async function startApart(bench: Bench, stores: Stores, keyFile?: string): Promise<WeirUnderTest> {
  const ledger = await openBenchLedger(bench, stores)
  const key = makeKey()
  await ledger.addKey(ANY_SOURCE, keyDigest(key), Date.now())
  const env = {
    ...environment(bench, await bench.folder()),
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: stores.redisUrl,
    ...(keyFile === undefined ? {} : { WEIR_KEY_FILE: keyFile }),
  }
  const [projector, intake, gateway] = ['projector', 'intake', 'gateway'].map((name) =>
    bench.opened(startChild([...cpuProfile(name), COMMAND_LINE, name], env)),
  )
  if (!projector || !intake || !gateway) throw new Error('no process was started')
  const intakeUrl = (await logged(intake, 'intake')).replace(/\/events$/, '')
  const wallUrl = await logged(gateway, 'wall')
  return reached(bench, stores.redisUrl, { intakeUrl, wallUrl, key })
}

export async function startEmbedded(bench: Bench): Promise<WeirUnderTest> {
  const folder = await bench.folder()
  const env = environment(bench, folder)
  const weir = bench.opened(startChild([...cpuProfile('embedded'), COMMAND_LINE, 'start'], env))
  const intakeUrl = (await logged(weir, 'intake')).replace(/\/events$/, '')
  const wallUrl = await logged(weir, 'wall')
  const key = await keyFrom(env, bench)
  const port = await readFile(join(folder, 'redis', 'port'), 'utf8')
  return reached(bench, `redis://127.0.0.1:${port}`, { intakeUrl, wallUrl, key })
}

const environment = (bench: Bench, folder: string): Readonly<Record<string, string>> => ({
  WEIR_PACK: bench.packFolder,
  WEIR_DATA: folder,
  WEIR_PORT: '0',
  WEIR_INTAKE_PORT: '0',
  WEIR_LOG: 'info',
  WEIR_HOST: '127.0.0.1',
})

async function keyFrom(env: Readonly<Record<string, string>>, bench: Bench): Promise<string> {
  const { SOURCE } = await import('./events.ts')
  const asked = bench.opened(startChild([COMMAND_LINE, 'key', SOURCE], env))
  return (await said(asked, /weir_[\w-]+/))[0]
}

/** A value of the JSON lines that a process logs. */
async function logged(child: Child, field: string): Promise<string> {
  return (await said(child, new RegExp(`"${field}":"(http[^"]+)"`)))[1] ?? ''
}

async function said(child: Child, what: RegExp): Promise<RegExpExecArray> {
  for (let waited = 0; waited < READY_WITHIN_MS; waited += LOOK_MS) {
    const found = what.exec(child.said())
    if (found) return found
    if (child.process.exitCode !== null && !what.test(child.said())) throw new Error(`a process of Weir ended: ${child.said().slice(-800)}`)
    await pause(LOOK_MS)
  }
  throw new Error(`a process of Weir did not start in time: ${child.said().slice(-800)}`)
}

async function reached(bench: Bench, redisUrl: string, at: Pick<WeirUnderTest, 'intakeUrl' | 'wallUrl' | 'key'>): Promise<WeirUnderTest> {
  const redis = new Redis(redisUrl)
  bench.opened({ stop: async () => redis.disconnect() })
  const root = keysOf(bench.pack.id)
  const generation = await redis.get(root.current)
  if (generation === null) throw new Error('Weir shows no generation')
  const { mark } = root.generation(generation)
  const markNow = async (): Promise<number> => Number((await redis.get(mark)) ?? 0)
  return {
    ...at,
    redis,
    mark: markNow,
    through: async (seq) => {
      while ((await markNow()) < seq) await pause(MARK_LOOK_MS)
    },
  }
}
