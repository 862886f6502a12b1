import express, { type Request, type RequestHandler, type Response } from 'express'
import { rateLimit } from 'express-rate-limit'
import { type Collected, asking, sighting } from '@weir/shared/contract/screen'
import { sendProblem } from '../edge/problem.ts'
import { bodyOf, fromHere, json } from './asked.ts'
import { PAIRING_COOKIE, SCREEN_COOKIE, clearCookie, cookieIn, setCookie } from './cookies.ts'
import { PAIRING_MS, type Pairings } from './pairings.ts'
import { type Screens, ownScreen } from './screens.ts'
import type { Visitors } from './visitors.ts'

/** What a display asks for: a code, then its token, then every few seconds to be seen. */
const TOKEN_MS = 400 * 24 * 60 * 60_000 // as long as a browser keeps any cookie; each day of use begins it anew
const DAY_MS = 24 * 60 * 60_000
const CODES_A_MINUTE = 20
const CODES_A_MINUTE_OF_ALL = 300

export function screenDoor(screens: Screens, pairings: Pairings, { screen }: Visitors, now: () => number): RequestHandler {
  const router = express.Router()
  const renewed = new Map<string, number>()

  router.use(fromHere)
  router.post('/pairings', limited(CODES_A_MINUTE), limited(CODES_A_MINUTE_OF_ALL, 'all'), json, async (request, response) => {
    const asked = bodyOf(asking, request, response)
    if (!asked) return
    const { code, secret, expiresAt } = await pairings.begin({ ...asked, address: request.ip ?? '' }, now())
    setCookie(request, response, PAIRING_COOKIE, `${code}.${secret}`, PAIRING_MS)
    response.status(201).json({ code, expiresInMs: expiresAt - now() })
  })
  router.post('/pairings/collect', async (request, response) => {
    response.json(await collect(request, response))
  })
  router.post('/screen/seen', json, async (request, response) => {
    const own = screen(request.headers)
    if (!own) return sendProblem(response, 401, 'no-screen', 'No screen', 'this display is not enrolled, or not any more: open /screen')
    const seen = bodyOf(sighting, request, response)
    if (!seen) return
    renew(own.id, request, response)
    await screens.see(own.id, seen, now())
    response.json(ownScreen(own))
  })

  /** The display has shown that it holds the secret of a code that a manager accepted: its token is made here and now. */
  const collect = async (request: Request, response: Response): Promise<Collected> => {
    const [code = '', secret = ''] = (cookieIn(request.headers.cookie, PAIRING_COOKIE) ?? '').split('.')
    const id = await pairings.granted(code, secret)
    if (id === null) return { kind: 'waiting' }
    const token = id === undefined ? null : await screens.makeToken(id)
    const own = token === null ? undefined : screens.withToken(token)
    if (token === null || !own) return { kind: 'expired' }
    setCookie(request, response, SCREEN_COOKIE, token, TOKEN_MS)
    clearCookie(response, PAIRING_COOKIE)
    return { kind: 'enrolled', path: ownScreen(own).path }
  }

  const renew = (id: string, request: Request, response: Response): void => {
    const token = cookieIn(request.headers.cookie, SCREEN_COOKIE)
    if (token === undefined || now() - (renewed.get(id) ?? -Infinity) < DAY_MS) return
    renewed.set(id, now())
    setCookie(request, response, SCREEN_COOKIE, token, TOKEN_MS)
  }
  return router
}

export function limited(perMinute: number, whom?: string): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    ...(whom === undefined ? {} : { keyGenerator: () => whom }),
    handler: (_request, response) => sendProblem(response, 429, 'too-many', 'Too many requests', 'wait as long as Retry-After says'),
  })
}
