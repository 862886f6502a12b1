import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http'
import { type AddressInfo, type Socket, connect } from 'node:net'

/**
 * A small real proxy between a screen and the gateway, which does what networks do: passes all on, refuses websockets with a
 * 502 as some proxies do, lets them open and after the first word swallows what is said on them, or is gone, with every
 * connection cut.
 */
export type Network = 'open' | 'no-websockets' | 'swallows-websockets' | 'away'

export interface Proxy {
  readonly url: string
  set(network: Network): void
  stop(): Promise<void>
}

export async function openProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  let network: Network = 'open'
  const sockets = new Set<Socket>()
  const held = (socket: Socket): Socket => {
    sockets.add(socket)
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  }
  const cutAll = () => sockets.forEach((socket) => socket.destroy())

  const forward = (incoming: IncomingMessage, response: ServerResponse): void => {
    if (network === 'away') return void incoming.socket.destroy()
    const { method, url, headers } = incoming
    const outgoing = request({ hostname, port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    outgoing.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end('bad gateway')))
    incoming.pipe(outgoing)
  }

  const upgrade = (incoming: IncomingMessage, socket: Socket, head: Buffer): void => {
    held(socket)
    if (network === 'away') return void socket.destroy()
    if (network === 'no-websockets') return void socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    const upstream = held(connect(Number(port), hostname))
    const lines = incoming.rawHeaders.flatMap((name, index, all) => (index % 2 === 0 ? [`${name}: ${all[index + 1] ?? ''}`] : []))
    upstream.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    upstream.write(head)
    upstream.pipe(socket)
    if (network === 'open') socket.pipe(upstream)
    else socket.once('data', (hello: Buffer) => upstream.write(hello)) // and nobody hears the rest
    upstream.on('close', () => socket.destroy())
    socket.on('close', () => upstream.destroy())
  }

  const server = createServer(forward).on('upgrade', upgrade)
  server.on('connection', held)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next) => {
      network = next
      cutAll()
    },
    stop: async () => {
      cutAll()
      server.close()
      await once(server, 'close')
    },
  }
}
