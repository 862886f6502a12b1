import { readFileSync } from 'node:fs'
import { Redis } from 'ioredis'
import type { Log } from './log.ts'

/**
 * Connections to Redis. Producers fail fast, so that a request is never held by a Redis that is away; workers and readers
 * wait and try again. Every connection has an `error` listener: Redis being away is the world, not a bug.
 */
export type Patience = 'fails-fast' | 'waits'

export function connectRedis(url: string, patience: Patience, log: Log, name: string): Redis {
  const redis = new Redis(url, {
    connectionName: `weir-${name}`,
    maxRetriesPerRequest: patience === 'waits' ? null : 1,
    enableOfflineQueue: patience === 'waits',
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 2000),
    reconnectOnError: (error) => error.message.startsWith('LOADING'),
  })
  let away = false
  redis.on('error', (error: Error) => {
    if (!away) log.warn({ connection: name, reason: error.message }, 'Redis is away: trying again')
    away = true
  })
  redis.on('ready', () => {
    if (away) log.info({ connection: name }, 'Redis is back')
    away = false
  })
  return redis
}

export interface Script {
  run(redis: Redis, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>
}

/** A Lua script beside the code that calls it. Its contract (KEYS, ARGV, Returns) stands on top of the file. */
export function loadScript(file: URL, name: string): Script {
  const lua = readFileSync(file, 'utf8')
  const defined = new WeakSet<Redis>()
  return {
    run(redis, keys, args) {
      if (!defined.has(redis)) {
        redis.defineCommand(name, { lua })
        defined.add(redis)
      }
      const command = (redis as unknown as Record<string, (...all: readonly (string | number)[]) => Promise<unknown>>)[name]
      if (!command) throw new Error(`script ${name} is not defined`)
      return command.call(redis, keys.length, ...keys, ...args)
    },
  }
}
