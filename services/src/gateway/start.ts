import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { RequestHandler } from 'express'
import type { Redis } from 'ioredis'
import { CONTRACT_VERSION } from '@weir/shared/contract/version'
import type { BoardsAre } from '../edge/access.ts'
import { type Clock, systemClock } from '../edge/clock.ts'
import { listen } from '../edge/http-server.ts'
import type { Keys } from '../edge/keys.ts'
import type { Ledger } from '../edge/ledger/ledger.ts'
import type { Log } from '../edge/log.ts'
import { type Running, repeat } from '../edge/run.ts'
import { type Boards, openBoards } from './boards.ts'
import { disagreementDoor } from './disagreement-door.ts'
import { disagreements } from './disagreements.ts'
import { findingsDoor } from './findings-door.ts'
import { fleetDoor } from './fleet-door.ts'
import { gatewayApp } from './http.ts'
import { loadPages } from './pages.ts'
import { openPairings } from './pairings.ts'
import { screenDoor } from './screen-door.ts'
import { type ScreenLedger, openScreens } from './screens.ts'
import { type Sessions, openSessions } from './sessions.ts'
import { type Sockets, dismissManagers, openSockets, tellScreens } from './sockets.ts'
import { watchStatus } from './status.ts'
import { visitors as visitorsOf } from './visitors.ts'

export interface GatewayParts {
  readonly redis: Redis
  /** a connection of its own, which hears of changes and can do nothing else */
  readonly listening: Redis
  readonly root: Keys
  /** its head says how far the projection could be; it keeps the screens, and what may explain a disagreement */
  readonly ledger: Pick<Ledger, 'head' | 'aroundCount' | 'ofEntities'> & ScreenLedger
  readonly boardsAre: BoardsAre
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
  readonly sessions: Sessions
}

const TICK_MS = 1000
const SCREENS_EVERY_MS = 10_000
const LOOK_EVERY_MS = 100
const TELL_EVERY = 100

/** Redis → socket, REST and pages */
export async function startGateway({
  redis,
  listening,
  root,
  ledger,
  boardsAre,
  admin,
  release,
  clock,
  log,
  host,
  port,
}: GatewayParts): Promise<RunningGateway> {
  const epoch = randomBytes(6).toString('base64url')
  const { now } = systemClock // screens live in our time, whatever is replayed on them
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
  const status = watchStatus(redis, root, boards.generation, () => ledger.head(), clock)
  const screens = openScreens(ledger, redis, root, () => io && tellScreens(io, boards, screens, boardsAre))
  const sessions = openSessions(redis, root)
  const pairings = openPairings(redis, root.pairing)
  const visitors = visitorsOf(sessions, screens)
  const doors = [
    screenDoor(screens, pairings, visitors, now),
    fleetDoor(screens, pairings, sessions, visitors, release, now),
    findingsDoor(redis, root, visitors),
    disagreementDoor(disagreements(boards, ledger, redis, root, clock), visitors),
  ]
  await screens.look()
  await untilShown(boards, log)
  const common = { boards, boardsAre, visitors, hello, status: status.now, log }
  const http = await listen(gatewayApp({ ...common, now, doors, admin, pages: await loadPages(log) }), host, port, 'WEIR_PORT')
  const sockets = (io = openSockets(http.server, common))
  const lookAtScreens = () => screens.look().catch((error: unknown) => log.debug({ err: error }, 'the screens could not be read'))
  listening.on('message', (channel: string, message: string) => {
    if (channel === root.changed) boards.changed(message)
    else void lookAtScreens()
  })
  listening.on('ready', () => boards.changed('*'))
  await listening.subscribe(root.changed, root.screensChanged)
  const lookingAtScreens = repeat(SCREENS_EVERY_MS, screens.look, log, 'reading the screens')
  let told = ''
  const ticking = repeat(
    TICK_MS,
    async () => {
      boards.tick()
      await status.look()
      const { now: _now, ...news } = status.now()
      if (JSON.stringify(news) !== told) sockets.emit('status', status.now())
      told = JSON.stringify(news)
      await dismissManagers(sockets, visitors)
    },
    log,
    'ticking',
  )
  return {
    url: http.url,
    port: http.port,
    sessions,
    stop: async () => {
      await lookingAtScreens.stop()
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
