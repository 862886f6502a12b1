import { pathToFileURL, fileURLToPath } from 'node:url'
import { existsSync } from 'node:fs'
import type { RequestHandler } from 'express'
import type { Log } from '../edge/log.ts'
import type { Pages } from './http.ts'

const BUILT = fileURLToPath(new URL('../../../web/build/handler.js', import.meta.url))

/** The built wall, as a request handler; without it the gateway still serves boards. */
export async function loadPages(log: Log): Promise<Pages> {
  if (!existsSync(BUILT)) {
    log.warn('the wall is not built: run npm run build. Boards are served all the same.')
    return { handler: null }
  }
  const { handler } = (await import(pathToFileURL(BUILT).href)) as { handler: RequestHandler }
  return { handler }
}
