import { randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import express, { type RequestHandler } from 'express'
import { bearer, mayAdminister } from '../edge/access.ts'
import { sendProblem } from '../edge/problem.ts'
import type { Outcome } from '../intake/take.ts'

/**
 * How the command line speaks to a Weir that runs on its own stores: only the owner of the data folder can read the token in
 * it. What is asked is done in the running process, because an embedded ledger has one owner.
 */
export interface AdminActs {
  rebuild(): Promise<void>
  addKey(source: string): Promise<string>
  /** whether the pack knows the source: what others send is rejected */
  isListed(source: string): boolean
  rejected(limit: number): Promise<readonly unknown[]>
  /** what is told of teams, providers and wards, by locality: never on a wall */
  findings(): Promise<Readonly<Record<string, unknown>>>
  /** what began and ended, the newest first */
  transitions(limit: number): Promise<readonly unknown[]>
  /** every warning that was shown, and what became of it, the newest first */
  warnings(limit: number): Promise<readonly unknown[]>
  declare(level: unknown): Promise<Outcome>
  /** the token of a link that signs a manager in, once */
  link(): Promise<string>
}

interface Contact {
  readonly url: string
  readonly token: string
}

const FILE = 'running.json'
export const makeToken = (): string => randomBytes(32).toString('base64url')

export function adminRouter(acts: AdminActs, token: string): RequestHandler {
  const router = express.Router()
  router.use((request, response, next) => {
    if (mayAdminister(bearer(request.headers.authorization), token)) return next()
    sendProblem(response, 401, 'not-admin', 'Not allowed', 'only the owner of the data folder may do this')
  })
  router.post('/rebuild', async (_request, response) => {
    await acts.rebuild()
    response.json({ rebuilt: true })
  })
  router.post('/keys', express.json(), async (request, response) => {
    const { source } = request.body as { source?: unknown }
    if (typeof source !== 'string' || source === '') return sendProblem(response, 422, 'no-source', 'No source', 'name the source that the key is for')
    response.json({ key: await acts.addKey(source), listed: acts.isListed(source) })
  })
  router.post('/links', async (_request, response) => {
    response.json({ token: await acts.link() })
  })
  router.get('/rejected', async (_request, response) => {
    response.json(await acts.rejected(1000))
  })
  router.get('/findings', async (_request, response) => {
    response.json(await acts.findings())
  })
  router.get('/transitions', async (_request, response) => {
    response.json(await acts.transitions(1000))
  })
  router.get('/warnings', async (_request, response) => {
    response.json(await acts.warnings(1000))
  })
  router.post('/levels', express.json(), async (request, response) => {
    const { accepted, rejected } = await acts.declare(request.body)
    if (accepted === 1) return void response.status(202).json({ declared: true })
    sendProblem(response, 422, 'rejected', 'Rejected', 'the level was not declared: problems says why', { problems: rejected })
  })
  return router
}

export async function leaveContact(folder: string, contact: Contact): Promise<void> {
  await writeFile(join(folder, FILE), JSON.stringify(contact), { mode: 0o600 })
}

export const removeContact = (folder: string): Promise<void> => rm(join(folder, FILE), { force: true })

/** Asks the Weir that runs on this folder; null where none answers. */
export async function askRunning(folder: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
  const contact = await readContact(folder)
  if (!contact) return null
  const response = await fetch(`${contact.url}/api/admin/${path}`, {
    method,
    headers: { authorization: `Bearer ${contact.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => null)
  if (!response) return null
  if (!response.ok) throw new Error(`the running Weir answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
  return response.json()
}

export async function readContact(folder: string): Promise<Contact | null> {
  try {
    return JSON.parse(await readFile(join(folder, FILE), 'utf8')) as Contact
  } catch {
    return null
  }
}
