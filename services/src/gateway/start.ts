import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { RequestHandler } from 'express'
import type { Redis } from 'ioredis'
import { CONTRACT_VERSION } from '@weir/shared/contract/version'
import type { Clock } from '../edge/clock.ts'
import { listen } from '../edge/http-server.ts'
import type { Keys } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import { type Running, repeat } from '../edge/run.ts'
import { type Boards, openBoards } from './boards.ts'
import { gatewayApp } from './http.ts'
import { loadPages } from './pages.ts'
import { type Sockets, openSockets } from './sockets.ts'
import { watchStatus } from './status.ts'

export interface GatewayParts {
  readonly redis: Redis
  /** a connection of its own, which hears of changes and can do nothing else */
  readonly listening: Redis
  readonly root: Keys
  /** the ledger's head: how far the projection could be */
  readonly head: () => Promise<number>
  readonly admin: RequestHandler | null
  readonly release: string
  readonly clock: Clock
  readonly log: Log
  readonly host: string
  readonly port: number
}

export interface RunningGateway extends Running {
  readonly url: string
  readonly port: number
}

const TICK_MS = 1000
const LOOK_EVERY_MS = 100
const TELL_EVERY = 100

/** Redis → socket, REST and pages */
export async function startGateway({ redis, listening, root, head, admin, release, clock, log, host, port }: GatewayParts): Promise<RunningGateway> {
  const epoch = randomBytes(6).toString('base64url')
  let io: Sockets | null = null
  const boards = openBoards(
    redis,
    root,
    clock,
    epoch,
    {
      delta: (topic, delta) => void io?.to(topic).emit('delta', topic, delta),
      generation: () => void io?.emit('welcome', hello()),
    },
    log,
  )
  const hello = () => ({ contract: CONTRACT_VERSION, release, pack: boards.generation() })
  const status = watchStatus(redis, root, boards.generation, head, clock)
  await untilShown(boards, log)
  const http = await listen(gatewayApp(boards, hello, status.now, admin, await loadPages(log), log), host, port, 'WEIR_PORT')
  const sockets = (io = openSockets(http.server, boards, hello, status.now, log))
  listening.on('message', (_channel: string, message: string) => boards.changed(message))
  listening.on('ready', () => boards.changed('*'))
  await listening.subscribe(root.changed)
  let told = ''
  const ticking = repeat(
    TICK_MS,
    async () => {
      boards.tick()
      await status.look()
      const { now: _now, ...news } = status.now()
      if (JSON.stringify(news) !== told) sockets.emit('status', status.now())
      told = JSON.stringify(news)
    },
    log,
    'ticking',
  )
  return {
    url: http.url,
    port: http.port,
    stop: async () => {
      await ticking.stop()
      await boards.close()
      const closed = http.server.listening ? once(http.server, 'close') : Promise.resolve()
      await sockets.close()
      http.server.closeAllConnections()
      await closed
    },
  }
}

/** A gateway that is started before there is anything to show waits for it, and says so. */
async function untilShown(boards: Boards, log: Log): Promise<void> {
  for (let tries = 0; !(await boards.open()); tries++) {
    if (tries % TELL_EVERY === 0) log.info('waiting for the projector to show a generation')
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
