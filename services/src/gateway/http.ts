import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import helmet from 'helmet'
import type { Document, Topic } from '@weir/shared/contract/delta'
import { AS_OF_HEADER, WELCOME_HEADER, etagOf, holds } from '@weir/shared/contract/polling'
import { packView } from '@weir/shared/contract/pack-view'
import type { Status } from '@weir/shared/contract/status'
import { type BoardsAre, mayReadNames, mayWatch } from '../edge/access.ts'
import type { Log } from '../edge/log.ts'
import { notFound, problemHandler, sendProblem } from '../edge/problem.ts'
import type { Boards } from './boards.ts'
import { type Pages, withPageData } from './pages.ts'
import type { Hello } from './sockets.ts'
import type { Visitors } from './visitors.ts'

/** REST and pages: the same boards as over the socket, read by whoever may. */
export interface AppParts {
  readonly boards: Boards
  readonly boardsAre: BoardsAre
  readonly visitors: Visitors
  readonly hello: () => Hello
  readonly status: () => Status
  readonly now: () => number
  /** the doors for screens, and for managers about screens */
  readonly doors: readonly RequestHandler[]
  readonly admin: RequestHandler | null
  readonly pages: Pages
  readonly log: Log
}

export function gatewayApp(parts: AppParts): Express {
  const { boards, boardsAre, visitors, hello, status, now, doors, admin, pages, log } = parts
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', 'loopback') // a proxy on this machine says who asks, and whether over TLS
  app.use(helmet({ contentSecurityPolicy: false, strictTransportSecurity: false })) // the pages bring their own policy, with hashes
  app.get('/health', (_request, response) => {
    response.json({ ready: true, generation: boards.generation(), release: hello().release, now: now() })
  })

  const readers: RequestHandler = async (request, response, next) => {
    if (mayReadNames(await visitors.who(request.headers), boardsAre)) return next()
    sendProblem(response, 401, 'not-enrolled', 'Not enrolled', 'boards are for enrolled screens and managers: open /screen on a display')
  }
  app.get('/api/pack', readers, (_request, response) => void response.json(packView(boards.pack())))
  app.get('/api/status', readers, (_request, response) => void response.json(status()))

  const sendTopic = async (topic: Topic, request: Request, response: Response): Promise<void> => {
    const may = mayWatch(await visitors.who(request.headers), topic, boardsAre)
    response.setHeader(WELCOME_HEADER, JSON.stringify(hello()))
    sendDocument(request, response, may ? await boards.document(topic) : null)
  }
  app.get('/api/documents/council', readers, (request, response) => sendTopic('council', request, response))
  app.get('/api/documents/board/:locality', readers, (request, response) => sendTopic(`board/${String(request.params['locality'])}`, request, response))
  if (admin) app.use('/api/admin', admin)
  for (const door of doors) app.use('/api', door)
  app.use('/api', notFound)
  app.use(pages.handler ? withPageData(pages.handler, parts) : notBuilt, problemHandler(log))
  return app
}

/** Whoever holds this version already hears only as at when it is. What one may not read is not there. */
function sendDocument(request: Request, response: Response, document: Document | null): void {
  if (!document) return sendProblem(response, 404, 'no-such-board', 'No such board', 'the pack has no locality of this id')
  response.setHeader('cache-control', 'no-store').setHeader('etag', etagOf(document.version)).setHeader(AS_OF_HEADER, document.asOf)
  if (holds(request.headers['if-none-match'], document.version)) response.status(304).end()
  else response.type('application/json').send(textOf(document))
}

/** A document is written out once for all who poll it at the same moment. */
const texts = new WeakMap<Document, string>()
function textOf(document: Document): string {
  const text = texts.get(document) ?? JSON.stringify(document)
  texts.set(document, text)
  return text
}

const notBuilt: RequestHandler = (_request, response) => sendProblem(response, 503, 'not-built', 'The wall is not built', 'run: npm run build')
