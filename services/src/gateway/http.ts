import express, { type Express, type Request, type RequestHandler } from 'express'
import helmet from 'helmet'
import type { Document, Topic } from '@weir/shared/contract/delta'
import { type PackView, packView } from '@weir/shared/contract/pack-view'
import type { Status } from '@weir/shared/contract/status'
import { mayWatch } from '../edge/access.ts'
import type { Log } from '../edge/log.ts'
import { notFound, problemHandler, sendProblem } from '../edge/problem.ts'
import type { Boards } from './boards.ts'

/** What the pages may ask of the gateway without a way round through the network. */
export interface PageData {
  document(topic: Topic): Promise<Document | null>
  pack(): PackView
  status(): Promise<Status>
}

export interface Pages {
  readonly handler: RequestHandler | null
}

export function gatewayApp(boards: Boards, status: () => Status, admin: RequestHandler | null, pages: Pages, log: Log): Express {
  const data: PageData = {
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
  app.get('/api/documents/council', async (_request, response) => sendDocument(response, await data.document('council')))
  app.get('/api/documents/board/:locality', async (request, response) => sendDocument(response, await data.document(`board/${request.params.locality}`)))
  if (admin) app.use('/api/admin', admin)
  app.use('/api', notFound)
  app.use(pages.handler ? withData(pages.handler, data) : notBuilt, problemHandler(log))
  return app
}

function sendDocument(response: express.Response, document: Document | null): void {
  if (document) response.setHeader('cache-control', 'no-store').json(document)
  else sendProblem(response, 404, 'no-such-board', 'No such board', 'the pack has no locality of this id')
}

function withData(handler: RequestHandler, data: PageData): RequestHandler {
  return (request: Request & { weir?: PageData }, response, next) => {
    request.weir = data
    return handler(request, response, next)
  }
}

const notBuilt: RequestHandler = (_request, response) => sendProblem(response, 503, 'not-built', 'The wall is not built', 'run: npm run build')
