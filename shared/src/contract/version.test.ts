import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { board, council } from './board.ts'
import { envelope, eventData } from './event.ts'
import { packFiles } from './pack.ts'
import { CONTRACT_VERSION } from './version.ts'

/**
 * What crosses a wire is hashed as JSON Schema, as the sender sees it. Broken on purpose: `team` of an event renamed, and
 * `overdue` of a board left out; both times this test failed. It cannot see a rule that JSON Schema has no word for, such
 * as quantity and unit coming together: those have tests of their own.
 */
const HASHES: Readonly<Record<number, string>> = {
  1: 'bec2ce77a4b160c634ddbbbdf15bfa54',
  2: '9f56a61c1088272a50d2e1fb8dc01be2',
  3: 'ed1c4c0bd23911fa896b10a0b84c9aa1',
  4: '1f137e14562f5e877429923c26367a99',
  5: '1de11cf73d2a60d35fb33483918a30fe',
}

const WIRES = { envelope, ...eventData, board, council, ...packFiles }

/** Keys in alphabetical order: moving a line in a schema changes nothing on the wire. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  )
}

test('a changed message raises the version of the contract', () => {
  const schemas = Object.entries(WIRES).map(([name, schema]) => [name, canonical(z.toJSONSchema(schema, { io: 'input' }))])
  const hash = createHash('sha256').update(JSON.stringify(schemas)).digest('hex').slice(0, 32)
  expect(hash, 'what crosses a wire has changed: raise CONTRACT_VERSION, add its hash here and write into docs/contract.md what changed').toBe(
    HASHES[CONTRACT_VERSION],
  )
})
