import type { Version } from '@weir/shared/contract/board'
import type { Document, FromGateway, ToGateway, Topic } from '@weir/shared/contract/delta'
import { AS_OF_HEADER, WELCOME_HEADER, etagOf } from '@weir/shared/contract/polling'
import type { Status } from '@weir/shared/contract/status'
import { type Socket, io } from 'socket.io-client'
import { tellAssigned } from './assigned.ts'
import type { FeedEvent, Welcome } from './feed.ts'
import { documentPath } from './topic.ts'

/**
 * The feed's only I/O: a socket and a fetch. It decides nothing; when to open, to ask and to poll is the feed's business, so
 * socket.io's own reconnection is off. What is heard is handed on as an event.
 */
export interface Wire {
  open: () => void
  close: () => void
  ask: (topic: Topic, held: Version) => void
  poll: (topic: Topic, held: Version) => void
}

const POLL_MS = 8000
const NOT_MODIFIED = 304

export function wireOf<D extends Document>(heard: (event: FeedEvent<D>) => void): Wire {
  const socket: Socket<FromGateway, ToGateway> = io({ transports: ['websocket'], reconnection: false, autoConnect: false, timeout: POLL_MS })
  socket.on('connect', () => heard({ kind: 'opened' }))
  socket.on('connect_error', () => heard({ kind: 'closed' }))
  socket.on('disconnect', () => heard({ kind: 'closed' }))
  socket.on('delta', (topic, delta) => heard({ kind: 'changed', topic, delta }))
  socket.on('status', (status) => heard({ kind: 'reported', status }))
  socket.on('welcome', (welcome) => heard({ kind: 'greeted', welcome }))
  socket.on('screen', tellAssigned)
  return {
    open: () => socket.connect(),
    close: () => socket.disconnect(),
    ask: (topic, held) => socket.emit('watch', topic, held, (reply) => heard({ kind: 'answered', topic, reply })),
    poll: (topic, held) =>
      void polled<D>(topic, held).then(
        ({ welcome, ...answer }) => {
          heard({ kind: 'polled', topic, ...answer })
          if (welcome) heard({ kind: 'greeted', welcome })
        },
        () => undefined,
      ), // the feed counts the silence
  }
}

async function polled<D extends Document>(topic: Topic, held: Version): Promise<PolledAnswer<D>> {
  const [answer, status] = await Promise.all([asked(documentPath(topic), { 'if-none-match': etagOf(held) }), asked('/api/status')])
  const document = answer.status === NOT_MODIFIED ? null : ((await answer.json()) as D)
  const asOf = document?.asOf ?? Number(answer.headers.get(AS_OF_HEADER))
  return { document, asOf, status: (await status.json()) as Status, welcome: welcomeIn(answer.headers) }
}

interface PolledAnswer<D extends Document> {
  readonly document: D | null
  readonly asOf: number
  readonly status: Status
  readonly welcome: Welcome | null
}

async function asked(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const response = await fetch(path, { signal: AbortSignal.timeout(POLL_MS), cache: 'no-store', headers })
  if (!response.ok && response.status !== NOT_MODIFIED) throw new Error(`${path} answered ${response.status}`)
  return response
}

/** What a socket would say in its welcome, where it comes by REST. */
function welcomeIn(headers: Headers): Welcome | null {
  const text = headers.get(WELCOME_HEADER)
  return text === null ? null : (JSON.parse(text) as Welcome)
}
