import { once } from 'node:events'
import { type RequestListener, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Listening {
  readonly server: Server
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

export class PortTaken extends Error {
  constructor(port: number, variable: string, cause: unknown) {
    super(`port ${port} is taken by another program. Stop that, or choose another port with ${variable}.`, { cause })
  }
}

/** Listens, or says in plain words why it cannot. Closing lets requests under way finish, for a moment. */
export async function listen(listener: RequestListener, host: string, port: number, variable: string): Promise<Listening> {
  const server = createServer(listener)
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') throw new PortTaken(port, variable, error)
    throw new Error(`cannot listen on ${host}:${port}`, { cause: error })
  }
  const { port: actual } = server.address() as AddressInfo
  return {
    server,
    port: actual,
    url: `http://${host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host}:${actual}`,
    close: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const force = setTimeout(() => server.closeAllConnections(), CLOSE_DEADLINE_MS)
      await closed
      clearTimeout(force)
    },
  }
}

const CLOSE_DEADLINE_MS = 2000
