import express, { type RequestHandler } from 'express'
import type { Redis } from 'ioredis'
import { mayReadFindings } from '../edge/access.ts'
import type { Keys } from '../edge/keys.ts'
import { sendProblem } from '../edge/problem.ts'
import type { Visitors } from './visitors.ts'

/** What those who wait behind a blockage have in common, teams, providers and wards among it: for whoever is signed in. */
export function findingsDoor(redis: Redis, root: Keys, { who }: Visitors): RequestHandler {
  const router = express.Router()
  router.get('/findings/:locality', async (request, response) => {
    if (!mayReadFindings(await who(request.headers))) return sendProblem(response, 401, 'no-manager', 'Sign in first', 'only a manager may read this')
    const found = await redis.hget(root.findings, request.params.locality)
    response.setHeader('cache-control', 'no-store').json(JSON.parse(found ?? '[]'))
  })
  return router
}
