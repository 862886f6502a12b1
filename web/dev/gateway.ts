import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Board, Council, Mode, Version } from '@weir/shared/contract/board'
import type { Document, FromGateway, ToGateway, Topic } from '@weir/shared/contract/delta'
import type { Status } from '@weir/shared/contract/status'
import { diff, sameVersion } from '@weir/shared/domain/diff'
import { Server } from 'socket.io'
import { type Weir, answerOf } from '../src/lib/feed/weir.ts'
import { DAY, HOUR, MINUTE, SECOND } from '@weir/shared/words/span'
import { madeWorld } from './made-boards.ts'
import { isScene } from './scenes.ts'
import { boston, care } from './packs.ts'

/**
 * A gateway without a flow behind it, to look at the wall: made boards over the contract's REST and socket, and the built wall
 * on the same port. `npm run wall -- --pack care --mode replay --trouble late,behind`; while it runs, `/dev/set?trouble=…`
 * changes what is wrong (`lost` cuts every connection, `quiet` keeps sockets open and says nothing, `no-sockets` refuses
 * websockets alone), and `/dev/set?scene=…` shows one scene in all localities (see `scenes.ts`; without one, each shows another).
 */

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '7300' },
    pack: { type: 'string', default: 'boston' },
    mode: { type: 'string', default: 'live' },
    trouble: { type: 'string', default: '' },
    changes: { type: 'string', default: '6' },
    every: { type: 'string', default: '1000' },
    still: { type: 'boolean', default: false },
  },
})
const pack = values.pack === 'care' ? care : boston
const mode: Mode = values.mode === 'replay' || values.mode === 'rehearsal' ? values.mode : 'live'
let troubles = new Set(values.trouble.split(',').filter(Boolean))

const epoch = `made-${process.pid}`
const REPLAYED_FROM = Date.parse('2015-02-09T19:05:00Z')
const SPEED = 1000
const startedAt = Date.now()
const clock = () => (mode === 'replay' ? REPLAYED_FROM + (values.still ? 0 : (Date.now() - startedAt) * SPEED) : Date.now())

const sourcesAt = (now: number): Board['sources'] =>
  pack.sources.map(({ id }, place) => {
    const heardAt = place === 0 && troubles.has('silent') ? now - 3 * DAY : place === 0 && troubles.has('late') ? now - 90 * MINUTE : now - 20 * SECOND
    if (place === 1 && troubles.has('never')) return { id, heardAt: null, throughAt: null, lateAt: null, silentAt: null, oddities: {} }
    return { id, heardAt, throughAt: heardAt, lateAt: heardAt + HOUR, silentAt: heardAt + 6 * HOUR, oddities: {} }
  })
const world = madeWorld(pack, mode, sourcesAt, clock())

const status = (): Status => ({
  mode,
  now: clock(),
  behind: troubles.has('behind') || troubles.has('stalled') ? 12_345 : 3,
  stalledSince: troubles.has('stalled') ? clock() - 7 * MINUTE : null,
  rebuilding: troubles.has('rebuilding') ? { done: 41_200, total: 58_119 } : null,
  stuck: troubles.has('stuck') ? 2 : 0,
  replay: mode === 'replay' ? { speed: SPEED, until: REPLAYED_FROM + 30 * DAY, ended: troubles.has('ended') } : null,
})

const documents = new Map<Topic, Document>()

function document(topic: Topic): Document | null {
  const known = documents.get(topic)
  if (known) return known
  const fresh = current(topic, { epoch, seq: 1 })
  if (fresh) documents.set(topic, fresh)
  return fresh
}

function current(topic: Topic, version: Version): Document | null {
  if (topic === 'council') return { ...world.council(), version } satisfies Council
  const board = world.board(topic.slice('board/'.length))
  return board ? { ...board, version } : null
}

const weir: Weir = { pack: () => pack, status: () => Promise.resolve(status()), document: (topic) => Promise.resolve(document(topic)) }

const built = new URL('../build/handler.js', import.meta.url)
type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void
const handler = existsSync(built) ? ((await import(built.href)) as { handler: Handler }).handler : undefined

const server = createServer((request, response) => void answer(request, response))
const io = new Server<ToGateway, FromGateway>(server, { transports: ['websocket'] })

async function answer(request: IncomingMessage & { weir?: Weir }, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://gateway')
  if (url.pathname === '/dev/set') return set(url.searchParams, response)
  if (troubles.has('lost')) return void request.socket.destroy()
  if (url.pathname.startsWith('/api/')) return reply(await answerOf(weir, url.pathname), response)
  if (!handler) return void response.writeHead(404).end('the wall is not built: npm run build\n')
  request.weir = weir
  handler(request, response, () => response.writeHead(404).end())
}

async function reply(from: Response, response: ServerResponse): Promise<void> {
  response
    .writeHead(from.status, { 'content-type': from.ok ? 'application/json' : 'application/problem+json' })
    .end(from.ok ? await from.text() : '{"status":404}')
}

function set(asked: URLSearchParams, response: ServerResponse): void {
  const scene = asked.get('scene')
  world.show(isScene(scene) ? scene : null)
  troubles = new Set((asked.get('trouble') ?? '').split(',').filter(Boolean))
  if (cut()) io.disconnectSockets(true)
  else io.emit('status', status())
  tell()
  response.end(`${isScene(scene) ? scene : 'every scene'}, ${[...troubles].join(', ') || 'no trouble'}\n`)
}

const cut = () => troubles.has('lost') || troubles.has('no-sockets')

io.use((_socket, next) => next(cut() ? new Error('cut') : undefined))
io.on('connection', (socket) => {
  socket.emit('welcome', { contract: 1, release: troubles.has('release') ? 'r2' : 'r1', pack: pack.id })
  socket.emit('status', status())
  socket.on('watch', (topic, held, done) => {
    const watched = document(topic)
    if (!watched) return done({ kind: 'refused', reason: 'unknown topic' })
    void socket.join(topic)
    done(held && sameVersion(held, watched.version) ? { kind: 'current' } : { kind: 'snapshot', document: watched })
  })
})

function tell(): void {
  for (const [topic, before] of documents) {
    const seq = { epoch, seq: before.version.seq + 1 }
    const after = current(topic, seq)
    if (!after) continue
    const delta = diff(before, after)
    documents.set(topic, after)
    if (!troubles.has('quiet') && !cut()) io.to(topic).emit('delta', topic, delta)
  }
}

setInterval(() => {
  if (!values.still) world.move(Number(values.changes), clock())
  tell()
}, Number(values.every))

server.listen(Number(values.port), '127.0.0.1', () => console.log(`the wall, with made figures: http://127.0.0.1:${values.port}/`))
