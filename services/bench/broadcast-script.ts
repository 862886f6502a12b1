import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { answering } from './child.ts'

/**
 * Bare socket.io, with the options of our gateway: it sends the same bytes to everybody in a room, and the next once the last
 * were written, as often as it is told.
 */
export type BroadcastQuestion = { readonly kind: 'port' } | { readonly kind: 'send'; readonly payload: readonly unknown[]; readonly times: number }
export type BroadcastAnswer = number

const ROOM = 'screens'
const http = createServer()
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false, pingInterval: 10_000, pingTimeout: 10_000 })
io.on('connection', (socket) => void socket.join(ROOM))
http.listen(0, '127.0.0.1')
await once(http, 'listening')

answering<BroadcastQuestion, BroadcastAnswer>(async (question) => {
  if (question.kind === 'port') return (http.address() as AddressInfo).port
  for (let sent = 0; sent < question.times; sent++) {
    io.to(ROOM).emit('delta', ...question.payload)
    await written()
  }
  return question.times
})

/** Once the sockets have taken what was written: a broadcast that is heaped on another is no broadcast. */
async function written(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}
