import type { Version } from '../contract/board.ts'
import type { Delta, Document, Patch } from '../contract/delta.ts'

/**
 * `apply(a, diff(a, b))` equals `b`. A delta names the version it starts from; applied to any other it is refused, and the
 * holder asks for a snapshot: that is the whole recovery protocol.
 */
export function diff<D extends Document>(from: D, to: D): Delta {
  const { version: fromVersion, asOf: _from, ...before } = from
  const { version, asOf, ...after } = to
  return { from: fromVersion, to: version, asOf, patch: patchOf(before, after) ?? null }
}

export type Applied<D> = { readonly kind: 'applied'; readonly document: D } | { readonly kind: 'refused' }

export function apply<D extends Document>(document: D, delta: Delta): Applied<D> {
  if (!sameVersion(document.version, delta.from)) return { kind: 'refused' }
  const { version: _version, asOf: _asOf, ...content } = document
  const patched = delta.patch === null ? content : (patchWith(content, delta.patch) as object)
  return { kind: 'applied', document: { ...patched, version: delta.to, asOf: delta.asOf } as unknown as D }
}

export const sameVersion = (a: Version, b: Version): boolean => a.epoch === b.epoch && a.seq === b.seq

type Keyed = Readonly<Record<string, unknown>>
const isKeyed = (value: unknown): value is Keyed => typeof value === 'object' && value !== null && !Array.isArray(value)

/** How `b` differs from `a`; undefined where it does not. Both are JSON values. */
function patchOf(a: unknown, b: unknown): Patch | undefined {
  if (a === b) return undefined
  if (Array.isArray(a) && Array.isArray(b)) return itemsPatch(a, b)
  if (isKeyed(a) && isKeyed(b)) return keysPatch(a, b)
  return { set: b }
}

function keysPatch(a: Keyed, b: Keyed): Patch | undefined {
  const keys: Record<string, Patch | null> = Object.create(null) as Record<string, Patch | null>
  let changed = false
  for (const key of Object.keys(b)) {
    const patch = Object.hasOwn(a, key) ? patchOf(a[key], b[key]) : { set: b[key] }
    if (patch) changed = Boolean((keys[key] = patch))
  }
  for (const key of Object.keys(a)) {
    if (Object.hasOwn(b, key)) continue
    keys[key] = null
    changed = true
  }
  return changed ? { keys } : undefined
}

function itemsPatch(a: readonly unknown[], b: readonly unknown[]): Patch | undefined {
  const items: Record<number, Patch> = {}
  let changed = a.length !== b.length
  b.forEach((item, index) => {
    const patch = index < a.length ? patchOf(a[index], item) : { set: item }
    if (patch) changed = Boolean((items[index] = patch))
  })
  return changed ? { items, length: b.length } : undefined
}

function patchWith(value: unknown, patch: Patch): unknown {
  if ('set' in patch) return patch.set
  if ('items' in patch) return patchItems(value as readonly unknown[], patch)
  const next: Record<string, unknown> = { ...(value as Keyed) }
  for (const key of Object.keys(patch.keys)) {
    const inner = patch.keys[key]
    if (inner) define(next, key, patchWith(next[key], inner))
    else delete next[key]
  }
  return next
}

/** A plain property even where the key is `__proto__`: keys may be codes that somebody else chose. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}

function patchItems(value: readonly unknown[], { items, length }: Extract<Patch, { items: unknown }>): readonly unknown[] {
  const next = value.slice(0, length)
  for (const [index, patch] of Object.entries(items)) next[Number(index)] = patchWith(next[Number(index)], patch)
  return next
}
