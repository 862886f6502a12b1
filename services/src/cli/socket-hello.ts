/**
 * A word over a websocket and back, as socket.io says it: opening alone proves nothing, because some proxies open a socket and
 * swallow the rest. A gateway that refuses whoever is not enrolled has answered too.
 */
export type SocketAnswer = { readonly kind: 'answered' } | { readonly kind: 'silent'; readonly reason: string }

export async function helloOverSocket(base: URL, patienceMs: number): Promise<SocketAnswer> {
  const address = new URL('/socket.io/?EIO=4&transport=websocket', base)
  address.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(address)
  try {
    return await new Promise<SocketAnswer>((resolve) => {
      const silent = (reason: string) => resolve({ kind: 'silent', reason })
      setTimeout(() => silent('nothing is answered on them'), patienceMs).unref()
      socket.addEventListener('error', () => silent('they are refused'))
      socket.addEventListener('close', () => silent('they are closed'))
      socket.addEventListener('message', ({ data }) => {
        const packet = String(data)
        if (packet.startsWith('0')) socket.send('40')
        else if (packet.startsWith('40') || packet.startsWith('44')) resolve({ kind: 'answered' })
      })
    })
  } finally {
    socket.close()
  }
}
