/**
 * What a failed statement may say. Databases repeat values in the details, context and parameters of their errors; a value
 * may be about a person, so only the message and the code go on, and whoever logs the error logs no value.
 */
export async function told<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw failure(what, error)
  }
}

const TIMED_OUT = new Set(['55P03', '57014']) // a lock, or a statement, that took too long
const UNSTORABLE = new Set(['22021', '22P02', '22P05']) // not UTF-8; not JSON; an escape that stands for no character

export function failure(what: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code !== undefined && UNSTORABLE.has(code)) {
    return new Error(
      `The ledger could not ${what}: a text holds a NUL character or half a surrogate pair, which PostgreSQL cannot store. Nothing of it was kept.`,
      { cause: bare('unstorable text', code) },
    )
  }
  if (error.message === 'Query read timeout')
    return new Error(`The ledger could not ${what}: PostgreSQL did not answer in time.`, { cause: bare(error.message, 'ETIMEDOUT') })
  if (code !== undefined && TIMED_OUT.has(code)) return new Error(`The ledger could not ${what}: ${error.message}`, { cause: bare(error.message, 'ETIMEDOUT') })
  if ('severity' in error) return new Error(`The ledger could not ${what}: ${error.message}`, { cause: bare(error.message, code) })
  if (code !== undefined || error.message.startsWith('Connection terminated'))
    return new Error(`The ledger could not ${what}: ${error.message}`, { cause: error })
  return error // a bug: it speaks for itself
}

const bare = (message: string, code: string | undefined): Error => Object.assign(new Error(message), code === undefined ? {} : { code })

export async function* toldPages<T>(what: string, pages: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* pages
  } catch (error) {
    throw failure(what, error)
  }
}
