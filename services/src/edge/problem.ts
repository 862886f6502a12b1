import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import type { Problem } from '@weir/shared/contract/problem'
import type { Log } from './log.ts'

/** Answers in RFC 9457's form. The types are URNs: names, not places. */
export function sendProblem(response: Response, status: number, name: string, title: string, detail: string, more: Partial<Problem> = {}): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: `urn:weir:problem:${name}`, title, status, detail, ...more }))
}

export const notFound: RequestHandler = (request, response) => {
  sendProblem(response, 404, 'not-found', 'Not found', `${request.method} is not answered here`)
}

/** What the body reader refuses has a status of its own; anything else is a bug or the world, and says nothing of itself. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    const status = statusOf(error)
    if (status === 413) return sendProblem(response, 413, 'too-large', 'Too large', 'the body is larger than this door takes: send smaller batches')
    if (status === 415) return sendProblem(response, 415, 'bad-request', 'Bad request', 'send the body in UTF-8, plain or with Content-Encoding: gzip')
    if (status >= 400 && status < 500)
      return sendProblem(response, status, 'bad-request', 'Bad request', 'the body could not be read: it is not what its headers say')
    log.error({ method: request.method, err: error }, 'a request failed')
    response.setHeader('retry-after', '5')
    sendProblem(response, 503, 'unavailable', 'Not available', 'nothing of this request was taken: send it again')
  }
}

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' ? error.status : 500
