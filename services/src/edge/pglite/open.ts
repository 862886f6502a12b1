import { Worker } from 'node:worker_threads'
import type { Dialect } from 'kysely'
import { type PgliteClient, pgliteClient } from './client.ts'
import { pgliteDialect } from './dialect.ts'
import { lockFolder } from './folder-lock.ts'

export interface Pglite {
  readonly dialect: Dialect
  /** after whoever uses the dialect has closed it */
  unlock(): Promise<void>
}

/** Opens a PGlite in a folder of its own, in a thread of its own. `died` hears if the thread dies, or the lock is lost. */
export async function openPglite(folder: string, died: (error: Error) => void): Promise<Pglite> {
  let client: PgliteClient | null = null
  const unlock = await lockFolder(folder, (error) => client?.abort(error)) // whoever has the lock now must not find us writing
  client = pgliteClient(new Worker(new URL('./worker.ts', import.meta.url), { workerData: { folder } }), died)
  try {
    await client.opened
  } catch (cause) {
    await unlock()
    throw new Error(`The ledger in ${folder} could not be opened.`, { cause })
  }
  return { dialect: pgliteDialect(client), unlock }
}
