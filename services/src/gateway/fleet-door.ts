import express, { type RequestHandler } from 'express'
import * as z from 'zod'
import { type Fleet, enrolment, pairingCode, screenChanges } from '@weir/shared/contract/screen'
import { mayManageScreens } from '../edge/access.ts'
import { sendProblem } from '../edge/problem.ts'
import { bodyOf, fromHere, json } from './asked.ts'
import { SESSION_COOKIE, clearCookie, setCookie } from './cookies.ts'
import type { Pairings } from './pairings.ts'
import type { Screens } from './screens.ts'
import { limited } from './screen-door.ts'
import { SESSION_MS, type Sessions } from './sessions.ts'
import type { Visitors } from './visitors.ts'

/** What a manager asks for: to sign in, to enrol a display that shows a code, and everything about the fleet. */
const SIGN_INS_A_MINUTE = 30
const CODES_TRIED_A_MINUTE = 60
const link = z.strictObject({ token: z.string().max(200) })

export function fleetDoor(
  screens: Screens,
  pairings: Pairings,
  sessions: Sessions,
  { who, session }: Visitors,
  release: string,
  now: () => number,
): RequestHandler {
  const router = express.Router()

  router.use(fromHere)
  router.get('/session', async (request, response) => {
    response.setHeader('cache-control', 'no-store').json({ manager: mayManageScreens(await who(request.headers)) })
  })
  router.post('/session', limited(SIGN_INS_A_MINUTE), json, async (request, response) => {
    const asked = bodyOf(link, request, response)
    if (!asked) return
    const opened = await sessions.open(asked.token)
    if (opened === null) return sendProblem(response, 401, 'link-used', 'The link is used', 'it was used before, or is too old: weir admin-link makes another')
    setCookie(request, response, SESSION_COOKIE, opened, SESSION_MS)
    response.status(204).end()
  })
  router.delete('/session', async (request, response) => {
    const open = session(request.headers)
    if (open !== undefined) await sessions.end(open)
    clearCookie(response, SESSION_COOKIE)
    response.status(204).end()
  })

  const managersOnly: RequestHandler = async (request, response, next) => {
    if (mayManageScreens(await who(request.headers))) return next()
    sendProblem(response, 401, 'no-manager', 'Sign in first', 'only a manager may do this')
  }
  router.use(['/screens', '/pairings/:code'], managersOnly)

  router.get('/pairings/:code', limited(CODES_TRIED_A_MINUTE), async (request, response) => {
    const code = pairingCode.safeParse(request.params.code)
    const found = code.success ? await pairings.find(code.data) : null
    if (found) response.setHeader('cache-control', 'no-store').json(found)
    else noSuchCode(response)
  })
  router.get('/screens', async (_request, response) => {
    const at = now()
    const fleet: Fleet = { now: at, release, screens: await screens.fleet(at) }
    response.setHeader('cache-control', 'no-store').json(fleet)
  })
  router.post('/screens', json, async (request, response) => {
    const asked = bodyOf(enrolment, request, response)
    if (!asked) return
    const { code, ...shows } = asked
    if (!(await pairings.find(code))) return noSuchCode(response)
    const id = await screens.enrol(shows, now())
    if (await pairings.grant(code, id)) return void response.status(201).json({ id })
    await screens.revoke(id, now()) // somebody else was quicker with this code
    noSuchCode(response)
  })
  router.patch('/screens/:id', json, async (request, response) => {
    const changes = bodyOf(screenChanges, request, response)
    if (!changes) return
    if (await screens.change(request.params.id, defined(changes))) response.status(204).end()
    else noSuchScreen(response)
  })
  router.delete('/screens/:id', async (request, response) => {
    if (await screens.revoke(request.params.id, now())) response.status(204).end()
    else noSuchScreen(response)
  })
  return router
}

/** Without the keys that say nothing. */
const defined = <T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }

const noSuchCode = (response: express.Response): void =>
  sendProblem(response, 404, 'no-such-code', 'No such code', 'no display shows this code: it is used, or older than ten minutes')
const noSuchScreen = (response: express.Response): void => sendProblem(response, 404, 'no-such-screen', 'No such screen', 'it is not there, or revoked')
