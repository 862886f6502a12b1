import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import lockfile from 'proper-lockfile'
import { SECOND } from '@weir/shared/contract/instant'

/**
 * One owner a folder. Two processes on one PGlite folder lose rows without an error, so the owner holds a lock and renews it
 * every second. A lock that nobody renews is that of a killed process, and is taken over after a few seconds; one that is
 * renewed while we look is held, and we say so.
 */
const STALE_MS = 5 * SECOND
const RENEW_MS = 1 * SECOND
const LOOK_MS = 200

export async function lockFolder(folder: string, lost: (error: Error) => void): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = join(folder, 'lock')
  const before = await renewedAt(lock)
  for (;;) {
    const release = await tryLock(folder, lock, lost)
    if (release) return release
    const renewed = await renewedAt(lock)
    if (before !== null && renewed !== null && renewed !== before) throw new FolderInUse(folder)
    await pause(LOOK_MS)
  }
}

async function tryLock(folder: string, lock: string, lost: (error: Error) => void): Promise<(() => Promise<void>) | null> {
  let isHeld = true
  try {
    const release = await lockfile.lock(folder, {
      lockfilePath: lock,
      stale: STALE_MS,
      update: RENEW_MS,
      onCompromised: (cause) => {
        isHeld = false
        lost(new Error(`The lock of the ledger's folder ${folder} was lost: another process may have taken it over.`, { cause }))
      },
    })
    return async () => {
      if (isHeld) await release()
      isHeld = false
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') return null
    throw error
  }
}

const renewedAt = (lock: string): Promise<number | null> =>
  stat(lock).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  )

export class FolderInUse extends Error {
  constructor(folder: string) {
    super(
      `The ledger's folder ${folder} is in use by a running Weir, and only one process may own it. ` +
        'Stop that one, or talk to it instead, or name another data folder; several processes can share a PostgreSQL (DATABASE_URL).',
    )
  }
}
