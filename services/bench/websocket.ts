import { randomBytes } from 'node:crypto'
import { type Socket, connect } from 'node:net'

/**
 * The least of a WebSocket that a screen needs to be counted: it says hello, sends short texts, and hands over what comes in as
 * texts. Cheap, so that two thousand of them leave the machine to the server that is measured.
 */
export interface Screen {
  send(text: string): void
  close(): void
}

const OPCODE_TEXT = 1
const SHORT = 126
const LONG = 127

export async function openScreen(port: number, path: string, hear: (text: Buffer, screen: Screen) => void): Promise<Screen> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true })
  const screen: Screen = { send: (text) => sendText(socket, text), close: () => void socket.destroy() }
  const heard = (text: Buffer): void => hear(text, screen)
  const opened = Promise.withResolvers<void>()
  socket.once('error', opened.reject)
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  )
  let kept: Buffer = Buffer.alloc(0)
  let greeted = false
  socket.on('data', (chunk: Buffer) => {
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk])
    if (!greeted) {
      const end = kept.indexOf('\r\n\r\n')
      if (end === -1) return
      if (!kept.toString('latin1', 0, end).includes(' 101 ')) return opened.reject(new Error(kept.toString('latin1', 0, end)))
      greeted = true
      kept = kept.subarray(end + 4)
      opened.resolve()
    }
    kept = frames(kept, heard)
  })
  await opened.promise
  return screen
}

/** Hands over the whole frames and returns what is left. A server's frames are not masked. */
function frames(buffer: Buffer, heard: (text: Buffer) => void): Buffer {
  let at = 0
  while (buffer.length - at >= 2) {
    const short = (buffer[at + 1] ?? 0) & 127
    const head = short === SHORT ? 4 : short === LONG ? 10 : 2
    if (buffer.length - at < head) break
    const length = short === SHORT ? buffer.readUInt16BE(at + 2) : short === LONG ? Number(buffer.readBigUInt64BE(at + 2)) : short
    if (buffer.length - at < head + length) break
    if (((buffer[at] ?? 0) & 15) === OPCODE_TEXT) heard(buffer.subarray(at + head, at + head + length))
    at += head + length
  }
  return at === buffer.length ? Buffer.alloc(0) : buffer.subarray(at)
}

/** A client's frames are masked; a mask of zeros is a mask, and leaves the text as it is. */
function sendText(socket: Socket, text: string): void {
  const body = Buffer.from(text)
  const head =
    body.length < SHORT
      ? Buffer.from([128 | OPCODE_TEXT, 128 | body.length, 0, 0, 0, 0])
      : Buffer.from([128 | OPCODE_TEXT, 128 | SHORT, body.length >> 8, body.length & 255, 0, 0, 0, 0])
  socket.write(Buffer.concat([head, body]))
}
