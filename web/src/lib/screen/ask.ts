import * as words from '@weir/shared/words/messages'

/** Questions of the screens' pages to the gateway. An answer that is none, or a gateway that is away, is a status, not an error. */
export interface Answer<T> {
  readonly status: number
  readonly body: T | null
}

const AWAY = 0
const PATIENCE_MS = 8000

export async function ask<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const isJson = response.ok && response.headers.get('content-type')?.includes('json')
    return { status: response.status, body: isJson ? ((await response.json()) as T) : null }
  } catch {
    return { status: AWAY, body: null }
  }
}

const TOO_MANY = 429

/** What to say where something did not come about: that nobody answered, or had too much to answer, is no word about what was asked. */
export function troubleOf(status: number, refused: string): string {
  if (status === TOO_MANY) return words.too_many_tries()
  return status === AWAY || status >= 500 ? words.away_for_now() : refused
}
