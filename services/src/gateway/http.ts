import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import helmet from 'helmet'
import type { Document, Topic } from '@weir/shared/contract/delta'
import { AS_OF_HEADER, WELCOME_HEADER, etagOf, holds } from '@weir/shared/contract/polling'
import { type PackView, packView } from '@weir/shared/contract/pack-view'
import type { Status } from '@weir/shared/contract/status'
import { mayWatch } from '../edge/access.ts'
import type { Log } from '../edge/log.ts'
import { notFound, problemHandler, sendProblem } from '../edge/problem.ts'
import type { Boards } from './boards.ts'
import type { Hello } from './sockets.ts'

/** What the pages may ask of the gateway without a way round through the network. */
export interface PageData {
  readonly release: string
  document(topic: Topic): Promise<Document | null>
  pack(): PackView
  status(): Promise<Status>
}

export interface Pages {
  readonly handler: RequestHandler | null
}

export function gatewayApp(boards: Boards, hello: () => Hello, status: () => Status, admin: RequestHandler | null, pages: Pages, log: Log): Express {
  const data: PageData = {
    release: hello().release,
    document: (topic) => (mayWatch(topic) ? boards.document(topic) : Promise.resolve(null)),
    pack: () => packView(boards.pack()),
    status: () => Promise.resolve(status()),
  }
  const app = express()
  app.disable('x-powered-by')
  app.use(helmet({ contentSecurityPolicy: false, strictTransportSecurity: false })) // the pages bring their own policy, with hashes
  app.get('/health', (_request, response) => {
    response.json({ ready: true, generation: boards.generation() })
  })
  app.get('/api/pack', (_request, response) => void response.json(data.pack()))
  app.get('/api/status', (_request, response) => void response.json(status()))
  const documentOf = async (topic: Topic, request: Request, response: Response): Promise<void> =>
    sendDocument(request, response.setHeader(WELCOME_HEADER, JSON.stringify(hello())), await data.document(topic))
  app.get('/api/documents/council', (request, response) => documentOf('council', request, response))
  app.get('/api/documents/board/:locality', (request, response) => documentOf(`board/${request.params.locality}`, request, response))
  if (admin) app.use('/api/admin', admin)
  app.use('/api', notFound)
  app.use(pages.handler ? withData(pages.handler, data) : notBuilt, problemHandler(log))
  return app
}

/** Whoever holds this version already hears only as at when it is. */
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

function withData(handler: RequestHandler, data: PageData): RequestHandler {
  return (request: Request & { weir?: PageData }, response, next) => {
    request.weir = data
    return handler(request, response, next)
  }
}

const notBuilt: RequestHandler = (_request, response) => sendProblem(response, 503, 'not-built', 'The wall is not built', 'run: npm run build')
