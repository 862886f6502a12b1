import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Redis } from 'ioredis'
import { loadIdentityKeys, type IdentityKeys } from './identity-keys.ts'
import { type Ledger } from './ledger/ledger.ts'
import { openLedger } from './ledger/open.ts'
import type { Log } from './log.ts'
import { connectRedis } from './redis.ts'
import { type RedisServer, startRedisServer } from './redis-server.ts'

/**
 * The stores that the processes share, embedded or grown up: a ledger and a Redis. Without a DATABASE_URL the ledger is
 * PGlite in the data folder; without a REDIS_URL, Redis is a private child. The code above does not know which.
 */
export interface Stores {
  readonly ledger: Ledger
  readonly redisUrl: string
  readonly redisServer: RedisServer | null
  /** made at the first asking; only whoever meets people at the door asks */
  identityKeys(): Promise<IdentityKeys>
  /** a further connection, closed with the stores */
  connect(patience: 'fails-fast' | 'waits', name: string): Redis
  close(): Promise<void>
}

export interface StoreOptions {
  readonly folder: string
  readonly databaseUrl: string | undefined
  readonly redisUrl: string | undefined
  readonly keyFile: string | undefined
  readonly authority: string
}

export async function openStores({ folder, databaseUrl, redisUrl, keyFile, authority }: StoreOptions, log: Log): Promise<Stores> {
  const data = resolve(folder)
  await mkdir(data, { recursive: true, mode: 0o700 })
  const ledger = await openLedger(
    databaseUrl === undefined ? { kind: 'pglite', folder: join(data, 'ledger') } : { kind: 'postgres', url: databaseUrl },
    authority,
    log,
  )
  const redisServer = redisUrl === undefined ? await startRedisServer(join(data, 'redis'), log).catch(closing(ledger)) : null
  const url = redisServer?.url ?? redisUrl ?? ''
  const connections: Redis[] = []
  return {
    ledger,
    redisServer,
    identityKeys: () => loadIdentityKeys(keyFile ?? join(data, 'keys.json')),
    redisUrl: url,
    connect: (patience, name) => {
      const redis = connectRedis(url, patience, log, name)
      connections.push(redis)
      return redis
    },
    close: async () => {
      for (const redis of connections) redis.disconnect()
      await redisServer?.stop()
      await ledger.close()
    },
  }
}

/** What was opened before the failure is closed again, and the failure stands. */
const closing =
  (ledger: Ledger) =>
  async (error: unknown): Promise<never> => {
    await ledger.close()
    throw error
  }
