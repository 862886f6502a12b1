/**
 * The value `after`, with every part of it that equals the same part of `before` taken over from there: what has not changed keeps
 * its identity, and nothing that is drawn from it is drawn again. Of plain data: objects, arrays, and what has no parts.
 */
export function kept<T>(before: unknown, after: T): T {
  if (Object.is(before, after) || !isComposed(before) || !isComposed(after) || Array.isArray(before) !== Array.isArray(after)) return after
  const parts = Object.entries(after)
  const old = before as Readonly<Record<string, unknown>>
  const shared = parts.map(([key, part]: readonly [string, unknown]) => [key, kept(old[key], part)] as const)
  if (parts.length === Object.keys(before).length && shared.every(([key, part]) => key in before && Object.is(part, old[key]))) return before as T
  return (Array.isArray(after) ? shared.map(([, part]) => part) : Object.fromEntries(shared)) as T
}

const isComposed = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Remembers what it answered last, and keeps of that what has not changed since. */
export function keeping<T>(): (value: T) => T {
  let last: T | undefined
  return (value) => (last = kept(last, value))
}
