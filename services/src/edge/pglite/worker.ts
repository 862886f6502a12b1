import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import type { Reply, Request } from './protocol.ts'

/**
 * The thread that owns a PGlite: it is synchronous, and holds its thread for as long as a statement takes. It writes straight
 * to files, without fsync, before it answers: what was answered outlives a killed process, but not a power cut. (Its option
 * `relaxedDurability` changes nothing on files, where it has nothing to sync; it stays off.) Anything but a statement that
 * the database refuses is a bug, and ends the thread.
 */
const MEGABYTE = 1024 * 1024
const CHECKPOINT_AFTER = 256 * MEGABYTE // a start after a kill then takes about a second more
const LOOK_EVERY = 200

const port = parentPort
if (!port) throw new Error('this is a worker thread')
const say = (reply: Reply): void => port.postMessage(reply)

const pglite = await open((workerData as { readonly folder: string }).folder)
let statements = 0
let turn: Promise<void> = Promise.resolve()
port.on('message', (request: Request) => {
  turn = turn.then(() => serve(request))
})
say({ kind: 'opened' })

async function serve(request: Request): Promise<void> {
  switch (request.kind) {
    case 'query':
      await answer(request)
      if (++statements % LOOK_EVERY === 0) await checkpoint()
      return
    case 'close':
      await pglite.close()
      port?.close()
      return
    default:
      return request satisfies never
  }
}

async function answer({ id, sql, parameters }: Extract<Request, { kind: 'query' }>): Promise<void> {
  try {
    const result = parameters.length > 0 ? await pglite.query(sql, [...parameters]) : (await pglite.exec(sql)).at(-1)
    say({ kind: 'answered', id, rows: result?.rows ?? [], affected: result?.affectedRows ?? 0 })
  } catch (error) {
    if (!isRefusal(error)) throw error
    say({ kind: 'refused', id, message: error.message, code: error.code, severity: error.severity })
  }
}

function isRefusal(error: unknown): error is Error & { readonly code: string; readonly severity: string } {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR' && 'code' in error && typeof error.code === 'string'
}

/** No background process does it here, and without it the log grows for ever and a start after a kill takes ever longer. */
async function checkpoint(): Promise<void> {
  if (pglite.isInTransaction()) return
  const {
    rows: [row],
  } = await pglite.query<{ behind: number }>('select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 as behind from pg_control_checkpoint()')
  if ((row?.behind ?? 0) > CHECKPOINT_AFTER) await pglite.exec('checkpoint')
}

/** Made aside and then renamed: a folder that was only half made when the process died is made again. */
async function open(folder: string): Promise<PGlite> {
  const data = join(folder, 'data')
  if (!existsSync(data)) {
    const aside = join(folder, 'data.new')
    rmSync(aside, { recursive: true, force: true })
    const made = await PGlite.create(aside)
    await made.close()
    renameSync(aside, data)
  }
  return PGlite.create(data)
}
