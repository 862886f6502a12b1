import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { type FromGateway, NOT_NOW, type ToGateway, type Topic } from '@weir/shared/contract/delta'
import { version as versionSchema } from '@weir/shared/contract/board'
import type { Status } from '@weir/shared/contract/status'
import { type BoardsAre, type Who, mayReadNames, mayWatch } from '../edge/access.ts'
import type { Log } from '../edge/log.ts'
import type { Boards } from './boards.ts'
import { type Screens, ownScreen } from './screens.ts'
import type { Visitors } from './visitors.ts'

/** Websockets only, so that no gateway needs to know what another has said; nothing is compressed, for latency's sake. */
export type Sockets = Server<ToGateway, FromGateway, Record<string, never>, SocketData>

interface SocketData {
  topics: Set<Topic>
  who: Who
}

const MOST_TOPICS = 60
const MOST_TOPIC_LENGTH = 200

export interface Hello {
  readonly contract: number
  readonly release: string
  readonly pack: string
}

export interface SocketParts {
  readonly boards: Boards
  readonly boardsAre: BoardsAre
  readonly visitors: Visitors
  readonly hello: () => Hello
  readonly status: () => Status
  readonly log: Log
}

export function openSockets(http: HttpServer, { boards, boardsAre, visitors, hello, status, log }: SocketParts): Sockets {
  const io: Sockets = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 16 * 1024,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, decide) => decide(null, sameOrigin(request.headers.origin, request.headers.host)),
  })
  io.use((socket, next) => {
    visitors.who(socket.request.headers).then(
      (who) => {
        socket.data.who = who
        next(mayReadNames(who, boardsAre) ? undefined : new Error('not enrolled'))
      },
      () => next(new Error(NOT_NOW)),
    )
  })
  io.on('connection', (socket) => {
    socket.data.topics = new Set()
    socket.emit('welcome', hello())
    socket.emit('status', status())
    socket.on('watch', (topic, held, answer) => {
      watch(topic, held, answer).catch((error: unknown) => {
        log.debug({ err: error }, 'a topic could not be given')
        if (typeof answer === 'function') answer({ kind: 'refused', reason: NOT_NOW })
      })
    })
    socket.on('unwatch', (topic) => {
      if (socket.data.topics.delete(topic)) leave(topic)
    })
    socket.on('disconnect', () => {
      for (const topic of socket.data.topics) boards.unwatch(topic)
      socket.data.topics.clear()
    })

    const leave = (topic: Topic): void => {
      void socket.leave(topic)
      boards.unwatch(topic)
    }

    const watch: (...args: Parameters<ToGateway['watch']>) => Promise<void> = async (topic, held, answer) => {
      if (typeof answer !== 'function') return
      if (typeof topic !== 'string' || topic.length > MOST_TOPIC_LENGTH || socket.data.topics.size >= MOST_TOPICS)
        return answer({ kind: 'refused', reason: 'no such topic' })
      if (!mayWatch(socket.data.who, topic, boardsAre)) return answer({ kind: 'refused', reason: 'no such topic' })
      const document = await boards.document(topic)
      if (!document || socket.disconnected || !mayWatch(socket.data.who, topic, boardsAre)) return answer({ kind: 'refused', reason: 'no such topic' })
      if (!socket.data.topics.has(topic)) {
        socket.data.topics.add(topic)
        boards.watch(topic)
        void socket.join(topic)
      }
      // From here to the answer nothing is awaited: the next delta starts where this document ends.
      const version = versionSchema.nullable().safeParse(held)
      answer(version.success && boards.has(topic, version.data) ? { kind: 'current' } : { kind: 'snapshot', document })
    }
  })
  return io
}

/**
 * The screens in the ledger changed: each that is held here hears what it has to show now, loses what it may not read any more,
 * and one that was revoked is cut off.
 */
export function tellScreens(io: Sockets, boards: Boards, screens: Screens, boardsAre: BoardsAre): void {
  for (const socket of io.sockets.sockets.values()) {
    const { who, topics } = socket.data
    if (who.kind !== 'screen') continue
    const screen = screens.find(who.id)
    socket.emit('screen', screen ? ownScreen(screen) : null)
    if (!screen) {
      socket.disconnect(true)
      continue
    }
    socket.data.who = { ...who, view: screen.view }
    for (const topic of [...topics].filter((one) => !mayWatch(socket.data.who, one, boardsAre))) {
      topics.delete(topic)
      void socket.leave(topic)
      boards.unwatch(topic)
    }
  }
}

/** A manager whose session has ended, here or at another gateway, is cut off: what opens again asks as anybody may. */
export async function dismissManagers(io: Sockets, visitors: Visitors): Promise<void> {
  for (const socket of io.sockets.sockets.values())
    if (socket.data.who.kind === 'manager' && (await visitors.who(socket.request.headers)).kind !== 'manager') socket.disconnect(true)
}

/** A browser says where its page came from; a page from elsewhere may not listen. Other clients say nothing. */
const sameOrigin = (origin: string | undefined, host: string | undefined): boolean => origin === undefined || new URL(origin).host === host
