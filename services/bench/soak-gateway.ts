import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type Socket, Server } from 'socket.io'
import type { FromGateway, ToGateway } from '@weir/shared/contract/delta'
import { CONTRACT_VERSION } from '@weir/shared/contract/version'
import type { PackView } from '@weir/shared/contract/pack-view'
import type { Status } from '@weir/shared/contract/status'
import { loadPages } from '../src/gateway/pages.ts'
import { silentLog } from '../src/edge/log.ts'
import type { Closing } from './bench.ts'
import type { Months } from './soak-world.ts'

/**
 * The built wall and a socket, and nothing else: it sends deltas as fast as the page takes them. What was sent is handled when
 * the page has answered a ping that was sent after it, because a socket keeps the order.
 */
export interface SoakGateway extends Closing {
  readonly url: string
  sent(): number
  /** the next so many deltas, not faster than `perSecond`; resolves when the page has handled them all */
  send(count: number, perSecond?: number): Promise<void>
  /** cuts the connection, as a restarted gateway would */
  cut(): void
}

const WINDOW = 250

export async function startSoakGateway(pack: PackView, months: Months): Promise<SoakGateway> {
  const { handler } = await loadPages(silentLog)
  if (!handler) throw new Error('the wall is not built (npm run build)')
  let count = 0
  const status = (): Status => ({ mode: 'live', now: Date.now(), behind: 0, stalledSince: null, rebuilding: null, stuck: 0, replay: null })
  const weir = {
    release: 'soak',
    screen: null,
    reads: true,
    pack: () => pack,
    status: () => Promise.resolve(status()),
    document: (topic: string) => Promise.resolve(topic === months.topic ? months.at(count) : null),
  }
  const server = createServer((request: IncomingMessage & { weir?: unknown }, response: ServerResponse) => {
    request.weir = weir
    ;(handler as unknown as (...all: unknown[]) => void)(request, response, () => response.writeHead(404).end())
  })
  const io = new Server<ToGateway, FromGateway>(server, { transports: ['websocket'], pingInterval: 3_600_000 })
  let watching: Socket<ToGateway, FromGateway> | null = null
  io.on('connection', (socket) => {
    socket.emit('welcome', { contract: CONTRACT_VERSION, release: 'soak', pack: pack.id })
    socket.emit('status', status())
    socket.on('watch', (_topic, _held, answer) => {
      answer({ kind: 'snapshot', document: months.at(count) })
      watching = socket
    })
    socket.on('disconnect', () => {
      if (watching === socket) watching = null
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const watcher = async (): Promise<Socket<ToGateway, FromGateway>> => {
    while (!watching) await new Promise((resolve) => setTimeout(resolve, 50))
    return watching
  }
  const emit = (socket: Socket<ToGateway, FromGateway>) => socket.emit('delta', months.topic, months.delta(count++))
  const burst = async (many: number): Promise<void> => {
    for (let left = many; left > 0; left -= WINDOW) {
      const socket = await watcher()
      for (let sent = 0; sent < Math.min(WINDOW, left); sent++) emit(socket)
      await handled(socket)
    }
  }
  /** Nothing but deltas goes over the socket meanwhile: a wall is not asked after each whether it has seen it. */
  const paced = async (many: number, perSecond: number): Promise<void> => {
    const socket = await watcher()
    const began = performance.now()
    for (let sent = 0; sent < many; sent++) {
      emit(socket)
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + ((sent + 1) * 1000) / perSecond - performance.now())))
    }
    await handled(socket)
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => count,
    send: (many, perSecond) => (perSecond === undefined ? burst(many) : paced(many, perSecond)),
    cut: () => {
      io.disconnectSockets(true)
      watching = null
    },
    stop: async () => {
      await io.close()
      server.closeAllConnections()
    },
  }
}

/** engine.io's own ping: its answer comes after everything that was said before. A page that went away answers by going. */
async function handled(socket: Socket<ToGateway, FromGateway>): Promise<void> {
  const { conn } = socket
  await new Promise<void>((resolve) => {
    const done = () => {
      conn.off('heartbeat', done)
      conn.off('close', done)
      resolve()
    }
    conn.on('heartbeat', done)
    conn.on('close', done)
    ;(conn as unknown as { sendPacket(type: string): void }).sendPacket('ping')
  })
}
