/**
 * Three kinds of trouble. A bug throws and stops the process. Bad input is a value. The world (Redis, PostgreSQL, the network
 * being away) throws too, but passes: whoever meets it tries again.
 */
const WORLD = /^(ECONN|ENOTFOUND|EPIPE|ETIMEDOUT|EAI_AGAIN|08|57P|53|55P03|57014|40)/
const WORLD_MESSAGES =
  /Connection is closed|max retries per request|Stream isn't writeable|LOADING|READONLY|Connection terminated|timeout exceeded|Command timed out/i

export function isWorld(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    if ('code' in cause && typeof cause.code === 'string' && WORLD.test(cause.code)) return true
    if (WORLD_MESSAGES.test(cause.message)) return true
  }
  return false
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
