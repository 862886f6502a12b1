import { keysOf } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import type { Options } from '../edge/options.ts'
import { loadPack } from '../edge/pack.ts'
import { connectRedis } from '../edge/redis.ts'
import { openSessions, signInUrl } from '../gateway/sessions.ts'
import { askRunning, readContact } from './admin.ts'

/** A link that signs a manager in: from the Weir that runs on this data folder, or straight into the Redis of processes apart. */
export async function adminLink(
  packFolder: string | null,
  at: string | null,
  options: Options<'WEIR_DATA' | 'REDIS_URL' | 'WEIR_HOST' | 'WEIR_PORT'>,
  log: Log,
): Promise<string | null> {
  const answer = (await askRunning(options.WEIR_DATA, 'POST', 'links')) as { token: string } | null
  if (answer) return signInUrl(at ?? (await readContact(options.WEIR_DATA))?.url ?? '', answer.token)
  if (packFolder === null || options.REDIS_URL === undefined) return null
  const { id } = await loadPack(packFolder)
  const redis = connectRedis(options.REDIS_URL, 'waits', log, 'admin-link')
  try {
    return signInUrl(at ?? `http://${options.WEIR_HOST}:${options.WEIR_PORT}`, await openSessions(redis, keysOf(id)).makeLink())
  } finally {
    redis.disconnect()
  }
}
