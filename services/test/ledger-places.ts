import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Place } from '../src/edge/ledger/database.ts'
import { postgresMissing, testDatabase } from './postgres.ts'

/** Where the conformance suite runs. A place is made once for a test file; a test has an authority of its own in it. */
export interface TestPlace {
  readonly place: Place
  /** kills the server and starts it again, where there is one that is ours to kill */
  readonly crash: (() => Promise<void>) | null
  stop(): Promise<void>
}

export interface Kind {
  readonly name: 'PGlite' | 'PostgreSQL'
  /** why it cannot be tested here */
  readonly missing: string | null
  make(): Promise<TestPlace>
}

export const kinds: readonly Kind[] = [
  {
    name: 'PGlite',
    missing: null,
    make: async () => {
      const { folder, remove } = aFolder()
      return { place: { kind: 'pglite', folder }, crash: null, stop: async () => remove() }
    },
  },
  {
    name: 'PostgreSQL',
    missing: postgresMissing,
    make: async () => {
      const { url, crash, stop } = await testDatabase()
      return { place: { kind: 'postgres', url }, crash, stop }
    },
  },
]

export const anAuthority = (): string => `council-${randomBytes(4).toString('hex')}`

export function aFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'weir-ledger-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
