import { type DatabaseConnection, type Dialect, type Driver, PGliteAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { PgliteClient } from './client.ts'

/**
 * Kysely on the thread that owns a PGlite. There is one connection, which Kysely lends to one at a time: from its begin to
 * its commit a transaction is alone. (Kysely's own PGliteDialect waits for ever for a transaction that a dead PGlite never
 * begins.)
 */
export function pgliteDialect(client: PgliteClient): Dialect {
  return {
    createAdapter: () => new PGliteAdapter(),
    createDriver: () => driverOf(client),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

function driverOf(client: PgliteClient): Driver {
  const run = async (sql: string): Promise<void> => void (await client.query(sql, []))
  return {
    init: async () => client.opened,
    acquireConnection: async () => connectionOf(client),
    beginTransaction: () => run('begin'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    releaseConnection: async () => undefined,
    destroy: () => client.close(),
  }
}

function connectionOf(client: PgliteClient): DatabaseConnection {
  return {
    executeQuery: async <R>({ sql, parameters }: { readonly sql: string; readonly parameters: readonly unknown[] }) => {
      const { rows, affected } = await client.query(sql, parameters)
      return { rows: rows as R[], numAffectedRows: BigInt(affected) } // the caller knows what it asked for
    },
    streamQuery: () => {
      throw new Error('PGlite does not stream.')
    },
  }
}
