import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { type Database, type Place, openDatabase } from '../src/edge/ledger/database.ts'
import { silentLog } from '../src/edge/log.ts'
import { postgresMissing, testDatabase } from './postgres.ts'

/** Where suites that must hold for every ledger run. A place is made once for a suite; a test has an authority of its own in it. */
interface TestPlace {
  readonly place: Place
  stop(): Promise<void>
}

interface Kind {
  readonly name: 'PGlite' | 'PostgreSQL'
  /** why it cannot be tested here */
  readonly missing: string | null
  make(): Promise<TestPlace>
}

const KINDS: readonly Kind[] = [
  {
    name: 'PGlite',
    missing: null,
    make: async () => {
      const { folder, remove } = aFolder()
      return { place: { kind: 'pglite', folder }, stop: async () => remove() }
    },
  },
  {
    name: 'PostgreSQL',
    missing: postgresMissing,
    make: async () => {
      const { url, stop } = await testDatabase()
      return { place: { kind: 'postgres', url }, stop }
    },
  },
]

/** The one that a suite runs on. What is in it is there from its first `beforeAll` to its last `afterAll`. */
export interface OnLedger {
  readonly kind: Kind['name']
  place(): Place
  database(): Database
  /** opens it again, once it was closed */
  open(): Promise<Database>
}

const START_MS = 60_000

/** `title` is followed by the ledger's name; one that cannot be tested here is left out and says why. */
export function onEveryLedger(title: string, suite: (on: OnLedger) => void): void {
  for (const { name, missing, make } of KINDS) {
    describe.skipIf(missing !== null)(`${title} ${name}${missing === null ? '' : ` (left out: ${missing})`}`, () => {
      let test: TestPlace
      let database: Database
      const open = async () => (database = await openDatabase(test.place, silentLog, unexpected))
      beforeAll(async () => {
        test = await make()
        await open()
      }, START_MS)
      afterAll(async () => {
        await database.close()
        await test.stop()
      }, START_MS)
      suite({ kind: name, place: () => test.place, database: () => database, open })
    })
  }
}

const unexpected = (error: Error): never => {
  throw error
}

export const anAuthority = (): string => `council-${randomBytes(4).toString('hex')}`

export function aFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'weir-ledger-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
