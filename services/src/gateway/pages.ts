import { pathToFileURL, fileURLToPath } from 'node:url'
import { existsSync } from 'node:fs'
import type { Request, RequestHandler } from 'express'
import type { Document, Topic } from '@weir/shared/contract/delta'
import { type PackView, packView } from '@weir/shared/contract/pack-view'
import type { OwnScreen } from '@weir/shared/contract/screen'
import type { Status } from '@weir/shared/contract/status'
import { mayReadNames, mayWatch } from '../edge/access.ts'
import type { Log } from '../edge/log.ts'
import type { AppParts } from './http.ts'
import { ownScreen } from './screens.ts'

const BUILT = fileURLToPath(new URL('../../../web/build/handler.js', import.meta.url))

export interface Pages {
  readonly handler: RequestHandler | null
}

/** The built wall, as a request handler; without it the gateway still serves boards. */
export async function loadPages(log: Log): Promise<Pages> {
  if (!existsSync(BUILT)) {
    log.warn('the wall is not built: run npm run build. Boards are served all the same.')
    return { handler: null }
  }
  const { handler } = (await import(pathToFileURL(BUILT).href)) as { handler: RequestHandler }
  return { handler }
}

/** What a page may ask of the gateway without a way round through the network: what whoever asks for the page may read. */
export interface PageData {
  readonly release: string
  /** what this display is enrolled as */
  readonly screen: OwnScreen | null
  /** whether whoever asks may read any boards at all */
  readonly reads: boolean
  document(topic: Topic): Promise<Document | null>
  pack(): PackView
  status(): Promise<Status>
}

type Sources = Pick<AppParts, 'boards' | 'boardsAre' | 'visitors' | 'hello' | 'status'>

export function withPageData(handler: RequestHandler, { boards, boardsAre, visitors, hello, status }: Sources): RequestHandler {
  const dataFor = async ({ headers }: Request): Promise<PageData> => {
    const who = await visitors.who(headers)
    const screen = visitors.screen(headers)
    return {
      release: hello().release,
      screen: screen ? ownScreen(screen) : null,
      reads: mayReadNames(who, boardsAre),
      document: (topic) => (mayWatch(who, topic, boardsAre) ? boards.document(topic) : Promise.resolve(null)),
      pack: () => packView(boards.pack()),
      status: () => Promise.resolve(status()),
    }
  }
  return async (request: Request & { weir?: PageData }, response, next) => {
    request.weir = await dataFor(request)
    return handler(request, response, next)
  }
}
