import { existsSync, readFileSync } from 'node:fs'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Board, Council } from '@weir/shared/contract/board'
import type { PackView } from '@weir/shared/contract/pack-view'
import type { Status } from '@weir/shared/contract/status'

/**
 * The built wall on recorded boards, without a flow behind it: what its pictures are tested on. It serves the same paths as a
 * gateway, but for the socket, so that a screen says of itself that it reads every few seconds.
 */
const BUILT = fileURLToPath(new URL('../../web/build/handler.js', import.meta.url))
const RECORDED = new URL('../../web/src/lib/gallery/recorded/', import.meta.url)

export const wallMissing: string | null = existsSync(BUILT) ? null : 'the wall is not built (npm run build)'

interface Recorded {
  readonly pack: PackView
  readonly council: Council
  readonly boards: readonly Board[]
}

export interface RecordedWall {
  readonly url: string
  /** what it serves from now on */
  show(council: Council): void
  readonly council: Council
  /** serves this board in place of the one of the same place, or beside the others, from now on */
  put(board: Board): void
  readonly boards: readonly Board[]
  /** what the flow says of itself from now on */
  tell(status: Partial<Status>): void
  readonly pack: PackView
  close(): Promise<void>
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

export async function recordedWall(name: string): Promise<RecordedWall> {
  const { pack, council: first, boards: recorded } = JSON.parse(readFileSync(new URL(`${name}.json`, RECORDED), 'utf8')) as Recorded
  let council = first
  let boards = recorded
  let told: Partial<Status> = {}
  const { handler } = (await import(BUILT)) as { handler: Handler }
  const status = (): Status => ({ mode: council.mode, now: council.asOf, behind: 0, stalledSince: null, rebuilding: null, stuck: 0, replay: null, ...told })
  const documentOf = (topic: string) => (topic === 'council' ? council : (boards.find(({ locality }) => topic === `board/${locality}`) ?? null))
  const weir = { pack: () => pack, status: () => Promise.resolve(status()), document: (topic: string) => Promise.resolve(documentOf(topic)) }
  const answers: Readonly<Record<string, () => unknown>> = { '/api/pack': weir.pack, '/api/status': status }

  const server: Server = createServer((request: IncomingMessage & { weir?: typeof weir }, response) => {
    const path = new URL(request.url ?? '/', 'http://wall').pathname
    const topic = /^\/api\/documents\/(.+)$/.exec(path)?.[1]
    const found = topic === undefined ? answers[path]?.() : documentOf(decodeURIComponent(topic))
    if (found) return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found))
    if (path.startsWith('/api/') || path.startsWith('/socket.io')) return void response.writeHead(404).end()
    request.weir = weir
    handler(request, response, () => response.writeHead(404).end())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show: (next) => (council = next),
    council: first,
    put: (next) => (boards = [next, ...boards.filter(({ locality }) => locality !== next.locality)]),
    boards: recorded,
    tell: (next) => (told = next),
    pack,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
