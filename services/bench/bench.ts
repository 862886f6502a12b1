import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Pack } from '@weir/shared/contract/pack'
import type { Goal, Row } from './row.ts'

/** What a measurement is given, and what it is. Everything that it opens it hands to `opened`, and it is closed in reverse. */
export interface Bench {
  readonly smoke: boolean
  readonly pack: Pack
  readonly packFolder: string
  say(text: string): void
  opened<T extends Closing>(thing: T): T
  folder(): Promise<string>
}

export interface Closing {
  stop(): Promise<void>
}

export interface Measurement {
  readonly name: string
  readonly rows: readonly { readonly name: string; readonly says: string; readonly goal: Goal | null }[]
  run(bench: Bench): Promise<readonly Row[]>
}

export const PACK_FOLDER = fileURLToPath(new URL('../../shared/packs/boston-311', import.meta.url))

const open: Closing[] = []
let interrupted = false

/** Runs something with a bench of its own, and closes all that it opened, whatever comes of it. One at a time. */
export async function withBench<T>(smoke: boolean, pack: Pack, say: (text: string) => void, run: (bench: Bench) => Promise<T>): Promise<T> {
  const opened = <S extends Closing>(thing: S): S => {
    if (interrupted) void thing.stop()
    else open.push(thing)
    return thing
  }
  const folder = async (): Promise<string> => {
    const path = await mkdtemp(join(tmpdir(), 'weir-bench-'))
    opened({ stop: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) })
    return path
  }
  try {
    return await run({ smoke, pack, packFolder: PACK_FOLDER, say, opened, folder })
  } finally {
    await closeAll(say)
  }
}

/** A signal ends the run in the middle: what is open is closed, and so is whatever is opened meanwhile. */
export async function interrupt(say: (text: string) => void): Promise<void> {
  interrupted = true
  await closeAll(say)
}

/** The last first. */
async function closeAll(say: (text: string) => void): Promise<void> {
  for (let thing = open.pop(); thing; thing = open.pop()) await thing.stop().catch((error: unknown) => say(`  could not be closed: ${String(error)}`))
}
