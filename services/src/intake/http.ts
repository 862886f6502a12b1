import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import helmet from 'helmet'
import type { Log } from '../edge/log.ts'
import { notFound, problemHandler, sendProblem } from '../edge/problem.ts'
import { bearer } from '../edge/access.ts'
import { readCloudEvents } from './cloud-events.ts'
import type { Outcome } from './take.ts'

/** The door over HTTP: who is it, what did they send, what came of it. 202 means: committed in the ledger. */
export interface Door {
  /** the source that a key speaks for; undefined where there is no such key */
  sourceOf(key: string): Promise<string | undefined>
  take(inputs: readonly unknown[], keySource: string): Promise<Outcome>
  isReady(): Promise<boolean>
}

export interface Limits {
  readonly bodyBytes: number
  readonly eventsARequest: number
  readonly requestsAMinute: number
}

export const LIMITS: Limits = { bodyBytes: 8 * 1024 * 1024, eventsARequest: 5000, requestsAMinute: 120_000 }

export function intakeApp(door: Door, limits: Limits, log: Log): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(helmet())
  app.get('/health', async (_request, response) => {
    const ready = await door.isReady()
    response.status(ready ? 200 : 503).json({ ready })
  })
  app.use(
    '/events',
    rateLimit({
      windowMs: 60_000,
      limit: limits.requestsAMinute,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      handler: (_request, response) => sendProblem(response, 429, 'too-many', 'Too many requests', 'send batches, or wait as long as Retry-After says'),
    }),
  )
  app.post('/events', knownKey(door), express.raw({ type: () => true, limit: limits.bodyBytes }), async (request, response) =>
    post(request, response, door, limits),
  )
  app.use('/events', (_request, response) => {
    response.setHeader('allow', 'POST')
    sendProblem(response, 405, 'method', 'Method not allowed', 'events are sent with POST')
  })
  app.use(notFound, problemHandler(log))
  return app
}

/** Who it is, before anything is read of what they send. */
function knownKey(door: Door): RequestHandler {
  return async (request, response, next) => {
    const key = bearer(request.headers.authorization)
    const source = key === undefined ? undefined : await door.sourceOf(key)
    if (source === undefined) {
      response.setHeader('www-authenticate', 'Bearer')
      return sendProblem(response, 401, 'no-key', 'No such key', 'send the key of your source as Authorization: Bearer …')
    }
    response.locals['source'] = source
    next()
  }
}

async function post(request: Request, response: Response, door: Door, limits: Limits): Promise<void> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const read = readCloudEvents(request.headers, body)
  if (read.kind === 'malformed') return sendProblem(response, read.status, 'malformed', 'Not CloudEvents', read.detail)
  if (read.events.length > limits.eventsARequest)
    return sendProblem(response, 413, 'too-many-events', 'Too many events', `a request takes at most ${limits.eventsARequest} events`)
  answer(response, await door.take(read.events, String(response.locals['source'])))
}

const PROBLEMS_SHOWN = 100

function answer(response: Response, { accepted, duplicate, rejected }: Outcome): void {
  const counts = { accepted, duplicate, rejected: rejected.length }
  const problems = rejected.slice(0, PROBLEMS_SHOWN)
  if (rejected.length === 0) response.status(202).json(counts)
  else if (accepted + duplicate > 0) response.status(202).json({ ...counts, problems })
  else {
    const conflict = rejected.every(({ faults }) => faults[0]?.field === 'id' && faults[0].reason.startsWith('this source has sent'))
    sendProblem(response, conflict ? 409 : 422, conflict ? 'conflict' : 'rejected', conflict ? 'Conflict' : 'Rejected', detailOf(rejected.length), {
      ...counts,
      problems,
    })
  }
}

const detailOf = (count: number): string =>
  count === 1 ? 'the event was rejected: problems says which field and why' : `all ${count} events were rejected: problems says which, which field and why`
