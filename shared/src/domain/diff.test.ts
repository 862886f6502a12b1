import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Document } from '../contract/delta.ts'
import { memoryStore } from '../../test/memory-store.ts'
import { PATIENCE_MS, runs } from '../../test/runs.ts'
import { worlds } from '../../test/worlds.ts'
import { apply, diff } from './diff.ts'

/**
 * Law 2: `apply(a, diff(a, b))` equals `b`; a delta that starts elsewhere is refused.
 * Broken on purpose: keys set by plain assignment (`__proto__` was lost), and versions compared by epoch alone; each failed here.
 */

/** JSON by its text, so that a key such as `__proto__` is a key like any other; few keys and values, so that documents are alike. */
const KEYS = ['a', 'b', '0', '1', '__proto__', 'constructor', 'toString', 'set', 'keys', 'items', 'length', 'version', 'asOf', '']
const { value: jsonText } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('null', 'true', 'false', '0', '1', '-1.5', '"a"', '""', '[]', '{}'),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join()}]`),
    fc.array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 5 }).map((entries) => keyed([...new Map(entries)])),
  ),
}))
const keyed = (entries: readonly (readonly [string, string])[]) => `{${entries.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join()}}`

const versions = fc.record({ epoch: fc.constantFrom('e1', 'e2'), seq: fc.nat(3) })
const documents: fc.Arbitrary<Document> = fc
  .record({
    version: versions,
    asOf: fc.nat(9),
    content: fc.array(fc.tuple(fc.constantFrom(...KEYS.filter((key) => key !== 'version' && key !== 'asOf')), jsonText), { maxLength: 5 }),
  })
  .map(({ version, asOf, content }) =>
    frozen(JSON.parse(keyed([['version', JSON.stringify(version)], ['asOf', String(asOf)], ...new Map(content)])) as Document),
  )

/** Whoever holds a document may rely on it: applying a delta makes a new one. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen)
  return value
}

/** The same text for the same JSON value, whatever the order of its keys. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return keyed(
    Object.keys(value)
      .sort()
      .map((key) => [key, textOf(Object.getOwnPropertyDescriptor(value, key)?.value)]),
  )
}

const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

test('a delta turns the document that it starts from into the one that it leads to', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(documents, documents, (a, b) => {
      const applied = apply(a, overTheWire(diff(a, b)))
      expect(applied.kind === 'applied' && textOf(applied.document)).toBe(textOf(b))
    }),
    runs(5000),
  )
})

test('a delta that starts elsewhere is refused', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(documents, documents, versions, (a, b, other) => {
      const here = a.version.epoch === other.epoch && a.version.seq === other.seq
      expect(apply({ ...a, version: other }, diff(a, b)).kind).toBe(here ? 'applied' : 'refused')
    }),
    runs(500),
  )
})

test('a board that follows its deltas is the board that was sent, at every stop of the clock', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(worlds(), ({ pack, log, stops }) => {
      const store = memoryStore(pack)
      const boardAt = (now: number, seq: number) => ({ version: { epoch: 'e', seq }, ...store.board('north', now) })
      let held: Document = boardAt(0, 0)
      let sent: Document = held
      stops.forEach((now, stop) => {
        store.wake(now)
        store.take(
          log.filter((_, number) => number % stops.length === stop),
          now,
        )
        const next = boardAt(now, stop + 1)
        const applied = apply(held, overTheWire(diff(sent, next)))
        if (applied.kind === 'applied') held = applied.document
        sent = next
        expect(textOf(held)).toBe(textOf(next))
      })
    }),
    runs(200),
  )
})

describe('what goes over the wire', () => {
  const of = (content: object, seq: number, asOf = seq) => ({ version: { epoch: 'e', seq }, asOf, ...content }) as unknown as Document

  test('an empty tick still says when it was', () => {
    const tick = diff(of({ stages: [{ waiting: 1 }] }, 1), of({ stages: [{ waiting: 1 }] }, 2))
    expect(tick).toEqual({ from: { epoch: 'e', seq: 1 }, to: { epoch: 'e', seq: 2 }, asOf: 2, patch: null })
    expect(apply(of({ stages: [] }, 1), tick)).toEqual({ kind: 'applied', document: of({ stages: [] }, 2) })
  })

  test('only what differs is sent', () => {
    const delta = diff(
      of(
        {
          locality: 'north',
          stages: [
            { stage: 'a', waiting: 1 },
            { stage: 'b', waiting: 5 },
          ],
        },
        1,
      ),
      of(
        {
          locality: 'north',
          stages: [
            { stage: 'a', waiting: 2 },
            { stage: 'b', waiting: 5 },
          ],
        },
        2,
      ),
    )
    expect(delta.patch).toEqual({ keys: { stages: { items: { 0: { keys: { waiting: { set: 2 } } } }, length: 2 } } })
  })

  test('a list that grows or shrinks is sent by what is new, and its length', () => {
    expect(diff(of({ list: [1, 2] }, 1), of({ list: [1, 2, 3] }, 2)).patch).toEqual({ keys: { list: { items: { 2: { set: 3 } }, length: 3 } } })
    expect(diff(of({ list: [1, 2] }, 1), of({ list: [1] }, 2)).patch).toEqual({ keys: { list: { items: {}, length: 1 } } })
  })

  test('a key that is gone is sent as null, and a null as a value', () => {
    expect(diff(of({ a: 1, b: 1 }, 1), of({ b: null }, 2)).patch).toEqual({ keys: { a: null, b: { set: null } } })
  })
})
