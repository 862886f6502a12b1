import type { Database } from './database.ts'

/** Where one authority's ledger is kept. Whoever queries does not know whether it is PostgreSQL or PGlite. */
export interface Store extends Omit<Database, 'close'> {
  readonly authority: string
}
