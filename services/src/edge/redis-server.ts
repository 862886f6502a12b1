import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import getPort from 'get-port'
import { Redis } from 'ioredis'
import type { Log } from './log.ts'

/**
 * A private redis-server as a child, on a free loopback port with its own data folder: append-only file on, nothing ever
 * evicted. It is started again when it dies, on the same port and data, so that the connections find it. It ends with us
 * however we end: a small shell holds a pipe from us and stops the server when the pipe closes. It is not in our process
 * group, so that Ctrl-C reaches us alone and Weir stops in flow order. Should a server of an earlier run still be ending,
 * it is waited for: two on one folder would write over each other.
 */
export interface RedisServer {
  readonly url: string
  /** the process that serves now: for those who mean to kill it */
  pid(): number | undefined
  stop(): Promise<void>
}

const START_DEADLINE_MS = 60_000
const RESTART_AFTER_MS = 200
const PORT_FILE = 'port'

export class NoRedisServer extends Error {
  constructor() {
    super('redis-server is not installed. On Debian or Ubuntu: sudo apt-get install redis-server. Or name a running Redis in REDIS_URL.')
  }
}

export async function startRedisServer(folder: string, log: Log): Promise<RedisServer> {
  await mkdir(folder, { recursive: true })
  await endOrphan(folder, log)
  const port = await getPort({ host: '127.0.0.1' })
  const state = { stopping: false, server: spawnServer(folder, port) }
  await started(state.server, port)
  await writeFile(join(folder, PORT_FILE), String(port))
  restartWhenItEnds(state, () => spawnServer(folder, port), log)
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: () => state.server.pid,
    stop: async () => {
      state.stopping = true
      await ended(state.server)
      await rm(join(folder, PORT_FILE), { force: true })
    },
  }
}

const GUARD =
  'exec 3<&0; redis-server "$@" </dev/null >/dev/null 2>&1 & p=$!; echo $p; (read _ <&3; kill $p) 2>/dev/null & g=$!; wait $p; s=$?; kill $g 2>/dev/null; exit $s'
const NOT_FOUND = 127

interface Server {
  readonly guard: ChildProcess
  pid: number | undefined
}

function spawnServer(folder: string, port: number): Server {
  const options = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
    loglevel: 'warning',
    'auto-aof-rewrite-min-size': '256mb',
  }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  const guard = spawn('sh', ['-c', GUARD, 'redis-server', ...args], { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  const server: Server = { guard, pid: undefined }
  guard.stdout.once('data', (line: Buffer) => (server.pid = Number(line.toString())))
  return server
}

function restartWhenItEnds(state: { stopping: boolean; server: Server }, start: () => Server, log: Log): void {
  state.server.guard.once('exit', (code, signal) => {
    if (state.stopping) return
    log.warn({ code, signal }, 'redis-server ended: starting it again')
    setTimeout(() => {
      if (state.stopping) return
      state.server = start()
      restartWhenItEnds(state, start, log)
    }, RESTART_AFTER_MS)
  })
}

async function ended({ guard, pid }: Server): Promise<void> {
  if (guard.exitCode !== null || guard.signalCode !== null) return
  const exit = once(guard, 'exit')
  if (pid === undefined) guard.stdin?.end()
  else process.kill(pid, 'SIGTERM')
  await exit
}

async function started({ guard }: Server, port: number): Promise<void> {
  const failed = new Promise<never>((_resolve, reject) => {
    guard.once('error', reject)
    guard.once('exit', (code) => reject(code === NOT_FOUND ? new NoRedisServer() : new Error(`redis-server ended at once, with code ${code}`)))
  })
  await Promise.race([answers(port), failed])
}

async function answers(port: number): Promise<void> {
  await using(port, true, async (redis) => {
    const deadline = setTimeout(() => redis.disconnect(), START_DEADLINE_MS)
    await redis.ping().finally(() => clearTimeout(deadline))
  })
}

/** Ends the server that the port file of this folder names, if one answers there and it is this folder's. */
async function endOrphan(folder: string, log: Log): Promise<void> {
  const port = Number(await readFile(join(folder, PORT_FILE), 'utf8').catch(() => ''))
  if (!port) return
  try {
    await using(port, false, async (redis) => {
      const [, dir] = (await redis.config('GET', 'dir')) as [string, string]
      if (dir !== folder) return
      log.info('a redis-server of an earlier run is still there: ending it')
      await redis.shutdown().catch(() => undefined) // it answers by closing the connection, when it has ended
    })
  } catch {
    log.debug('no redis-server of an earlier run')
  }
}

async function using(port: number, patient: boolean, use: (redis: Redis) => Promise<void>): Promise<void> {
  const redis = new Redis(port, '127.0.0.1', { retryStrategy: () => (patient ? 20 : null), maxRetriesPerRequest: patient ? null : 0 })
  redis.on('error', () => undefined)
  try {
    await use(redis)
  } finally {
    redis.disconnect()
  }
}
