import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import getPort from 'get-port'

/**
 * A private PostgreSQL from Debian's packages, in a temporary folder, on a free port of the loopback, ended by its id.
 * PostgreSQL refuses to run as root, so root runs it as the user postgres.
 */
export interface PostgresCluster {
  /** names the administrator, a password and the database postgres */
  readonly url: string
  /** kills it with SIGKILL and starts it again on the same port and data */
  crash(): Promise<void>
  stop(): Promise<void>
}

interface Options {
  readonly command: string
  readonly args: readonly string[]
  readonly user: User
}

interface User {
  readonly uid?: number
  readonly gid?: number
}

export const DEBIAN = '/usr/lib/postgresql'
const START_MS = 30_000
const LOOK_MS = 50
const FAST_SHUTDOWN = 'SIGINT' // PostgreSQL's meanings of signals
const IMMEDIATE_SHUTDOWN = 'SIGQUIT'

/** The programs of the newest PostgreSQL of Debian's packages; null where there is none. */
export function programs(): string | null {
  if (!existsSync(DEBIAN)) return null
  const [newest] = readdirSync(DEBIAN)
    .filter((version) => /^\d+$/.test(version))
    .sort((a, b) => Number(b) - Number(a))
  return newest === undefined ? null : join(DEBIAN, newest, 'bin')
}

export async function startCluster(bin: string, durable: boolean): Promise<PostgresCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-postgres-'))
  const user = unprivileged(folder)
  const data = join(folder, 'data')
  const password = initialise(bin, folder, data, user)
  const port = await getPort({ host: '127.0.0.1' })
  const options: Options = {
    command: 'setpriv',
    user, // so that it ends with us, even if we are killed
    args: [
      '--pdeathsig',
      'INT',
      join(bin, 'postgres'),
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      ...(durable ? [] : ['-c', 'fsync=off']),
    ],
  }
  let child = await start(options)
  const abandon = (): void => void child.kill(IMMEDIATE_SHUTDOWN)
  process.once('exit', abandon)
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    crash: async () => {
      await end(child, 'SIGKILL')
      child = await start(options)
    },
    stop: async () => {
      process.off('exit', abandon)
      await end(child, FAST_SHUTDOWN)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function initialise(bin: string, folder: string, data: string, user: User): string {
  const password = randomBytes(12).toString('hex')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password)
  chmodSync(passwordFile, 0o644) // in a folder that only its owner opens
  const args = ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--no-sync']
  execFileSync(join(bin, 'initdb'), args, { ...user, stdio: 'pipe' })
  return password
}

/** Tried again while the children of one that was killed are still letting go. */
async function start(options: Options): Promise<ChildProcess> {
  const deadline = Date.now() + START_MS
  for (;;) {
    const child = spawn(options.command, options.args, { ...options.user, stdio: ['ignore', 'ignore', 'pipe'] })
    const refusal = await readiness(child)
    if (refusal === null) return child
    if (Date.now() > deadline) throw new Error(`PostgreSQL did not start: ${refusal}`)
    await pause(LOOK_MS)
  }
}

/** Null once it takes connections, or what it said when it ended. */
async function readiness(child: ChildProcess): Promise<string | null> {
  let said = ''
  const { promise, resolve } = Promise.withResolvers<string | null>()
  child.once('error', (error) => resolve(error.message))
  child.once('exit', () => resolve(said))
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000)
    if (said.includes('ready to accept connections')) resolve(null)
  })
  return promise
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

function unprivileged(folder: string): User {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const user = { uid: idOf('-u'), gid: idOf('-g') }
  chownSync(folder, user.uid, user.gid)
  return user
}
