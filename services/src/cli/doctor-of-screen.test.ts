import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { Server as SocketServer } from 'socket.io'
import { doctorOfScreen } from './doctor-of-screen.ts'

/** What a screen's doctor says of servers that are each wrong in one way. */
const RELEASE = '1.2.3'
let stop: () => Promise<void> = () => Promise.resolve()
afterEach(() => stop())

interface Wrong {
  readonly skewMs?: number
  readonly release?: string
  readonly sockets?: boolean
  readonly documents?: number
  readonly scriptBytes?: number
}

async function doctorAt({ skewMs = 0, release = RELEASE, sockets = true, documents = 401, scriptBytes = 1000 }: Wrong): Promise<readonly [number, string]> {
  const server: Server = createServer(({ url }, response) => {
    if (url === '/health') return void response.end(JSON.stringify({ ready: true, release, now: Date.now() + skewMs }))
    if (url === '/app.js') return void response.end('x'.repeat(scriptBytes))
    if (url === '/screen') return void response.end('<link rel="modulepreload" href="./app.js"><script>import("./app.js")</script>')
    response.writeHead(url === '/api/documents/council' ? documents : 401).end('{}')
  })
  const io = sockets ? new SocketServer(server, { transports: ['websocket'] }).use((_socket, next) => next(new Error('not enrolled'))) : null
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stop = async () => {
    await io?.close()
    server.closeAllConnections()
    server.close()
  }
  let said = ''
  const code = await doctorOfScreen(`http://127.0.0.1:${(server.address() as AddressInfo).port}/locality/x`, RELEASE, (text) => (said += text))
  return [code, said]
}

test('a server that is well is well', async () => {
  const [code, said] = await doctorAt({})
  expect(said).not.toMatch(/NOT WELL|note/)
  expect(said).toMatch(/websockets come through/)
  expect(said).toMatch(/for enrolled screens/)
  expect(said).toMatch(/script is 1 kB/)
  expect(code).toBe(0)
})

test('a clock that is a minute behind is not', async () => {
  const [code, said] = await doctorAt({ skewMs: 60_000 })
  expect(said).toMatch(/NOT WELL {2}this computer's clock is (59|60)\.\d s behind/)
  expect(code).toBe(1)
})

test('a proxy that eats websockets is a note, because a wall then polls', async () => {
  const [code, said] = await doctorAt({ sockets: false })
  expect(said).toMatch(/note {2}websockets do not come through \(they are (refused|closed)\)/)
  expect(code).toBe(0)
})

test('boards that are open, and another release, are notes', async () => {
  const [code, said] = await doctorAt({ documents: 200, release: '1.3.0' })
  expect(said).toMatch(/note {2}boards are open/)
  expect(said).toMatch(/note {2}the server runs release 1\.3\.0/)
  expect(code).toBe(0)
})

test('a script that grew, and a gateway without figures, are not well', async () => {
  const [code, said] = await doctorAt({ scriptBytes: 200_000, documents: 503 })
  expect(said).toMatch(/NOT WELL {2}its script is 200 kB/)
  expect(said).toMatch(/NOT WELL {2}the boards answer 503/)
  expect(code).toBe(1)
})

test('a server that does not answer, and what is no address, are said in a sentence', async () => {
  let said = ''
  expect(await doctorOfScreen('http://127.0.0.1:9', RELEASE, (text) => (said += text))).toBe(1)
  expect(await doctorOfScreen('wall', RELEASE, (text) => (said += text))).toBe(1)
  expect(said).toMatch(/does not answer/)
  expect(said).toMatch(/wall is no address/)
})
