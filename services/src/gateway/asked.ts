import express, { type Request, type RequestHandler, type Response } from 'express'
import type * as z from 'zod'
import { sendProblem } from '../edge/problem.ts'

/** What the doors for screens and managers have in common. */
export const json = express.json({ limit: '8kb', strict: true })

/** A page from elsewhere may ask for nothing that changes something; cookies that are not sent along say the same again. */
export const fromHere: RequestHandler = (request, response, next) => {
  const { origin, host } = request.headers
  if (request.method === 'GET' || origin === undefined || hostOf(origin) === host) return next()
  sendProblem(response, 403, 'elsewhere', 'Not from elsewhere', 'a page of another site asked for this')
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}

/** The body as its schema says it is; undefined where it is not, and that is answered. */
export function bodyOf<S extends z.ZodType>(schema: S, request: Request, response: Response): z.output<S> | undefined {
  const parsed = schema.safeParse(request.body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  sendProblem(response, 422, 'rejected', 'Rejected', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  return undefined
}
