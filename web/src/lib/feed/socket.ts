import type { Version } from '@weir/shared/contract/board'
import type { Document, FromGateway, ToGateway, Topic } from '@weir/shared/contract/delta'
import type { Status } from '@weir/shared/contract/status'
import { type Socket, io } from 'socket.io-client'
import type { FeedEvent } from './feed.ts'
import { documentPath } from './topic.ts'

/**
 * The feed's only I/O: a socket and a fetch. It decides nothing; when to open, to ask and to poll is the feed's business, so
 * socket.io's own reconnection is off. What is heard is handed on as an event.
 */
export interface Wire {
  open: () => void
  close: () => void
  ask: (topic: Topic, held: Version) => void
  poll: (topic: Topic) => void
}

const POLL_MS = 8000

export function wireOf<D extends Document>(heard: (event: FeedEvent<D>) => void): Wire {
  const socket: Socket<FromGateway, ToGateway> = io({ transports: ['websocket'], reconnection: false, autoConnect: false, timeout: POLL_MS })
  socket.on('connect', () => heard({ kind: 'opened' }))
  socket.on('connect_error', () => heard({ kind: 'closed' }))
  socket.on('disconnect', () => heard({ kind: 'closed' }))
  socket.on('delta', (topic, delta) => heard({ kind: 'changed', topic, delta }))
  socket.on('status', (status) => heard({ kind: 'reported', status }))
  socket.on('welcome', (welcome) => heard({ kind: 'greeted', welcome }))
  return {
    open: () => socket.connect(),
    close: () => socket.disconnect(),
    ask: (topic, held) => socket.emit('watch', topic, held, (reply) => heard({ kind: 'answered', topic, reply })),
    poll: (topic) =>
      void polled<D>(topic).then(
        (answer) => heard({ kind: 'polled', topic, ...answer }),
        () => undefined,
      ), // the feed counts the silence
  }
}

async function polled<D extends Document>(topic: Topic): Promise<{ document: D; status: Status }> {
  const [document, status] = await Promise.all([json<D>(documentPath(topic)), json<Status>('/api/status')])
  return { document, status }
}

async function json<T>(path: string): Promise<T> {
  const response = await fetch(path, { signal: AbortSignal.timeout(POLL_MS), cache: 'no-store' })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return (await response.json()) as T
}
