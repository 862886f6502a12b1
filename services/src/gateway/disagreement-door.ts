import express, { type RequestHandler } from 'express'
import * as z from 'zod'
import { mayReadCases } from '../edge/access.ts'
import { sendProblem } from '../edge/problem.ts'
import type { Disagreements } from './disagreements.ts'
import type { Visitors } from './visitors.ts'

/** How many cases of a group are listed. */
const LINES = { shown: 50, all: 5000 }
const text = z.string().max(200)
const asked = z.object({ source: text.optional(), team: text.optional(), lines: z.enum(['shown', 'all']).default('shown') })

/** What may explain that a source counts otherwise than Weir: for whoever is signed in, never on a wall. */
export function disagreementDoor(disagreements: Disagreements, { who }: Visitors): RequestHandler {
  const router = express.Router()
  router.get('/disagreements/:locality/:pathway/:stage', async (request, response) => {
    if (!mayReadCases(await who(request.headers))) return sendProblem(response, 401, 'no-manager', 'Sign in first', 'only a manager may read this')
    const query = asked.safeParse(request.query)
    if (!query.success) return sendProblem(response, 422, 'rejected', 'Rejected', 'source and team are texts; lines is shown or all')
    const { source = null, team = null, lines } = query.data
    const found = await disagreements({ ...request.params, source, team, lines: LINES[lines] })
    if (!found) return sendProblem(response, 404, 'no-such-stage', 'No such stage', 'the pack has no such locality, or no such stage')
    response.setHeader('cache-control', 'no-store').json(found)
  })
  return router
}
