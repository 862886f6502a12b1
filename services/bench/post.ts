import { Agent, type RequestOptions, request } from 'node:http'

/** Posts bodies to an HTTP door over connections that stay open, as a source would; the same code for both products. */
export interface Poster {
  /** resolves when it is answered with a status below 300 */
  post(body: string): Promise<void>
  stop(): Promise<void>
}

export function poster(url: string, headers: Readonly<Record<string, string>>): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return { post: (body) => sendTo(url, { agent, headers }, body), stop: async () => agent.destroy() }
}

/** A connection that the other side closed while it was idle breaks when it is used again: then on another one. */
function sendTo(url: string, options: Pick<RequestOptions, 'agent' | 'headers'>, body: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const headers = { ...options.headers, 'content-length': Buffer.byteLength(body) }
  const sent = request(url, { ...options, method: 'POST', headers }, (response) => {
    let text = ''
    response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    response.once('end', () => ((response.statusCode ?? 500) < 300 ? resolve() : reject(new Error(`answered ${response.statusCode}: ${text.slice(0, 300)}`))))
  })
  sent.once('error', (error: NodeJS.ErrnoException) => (sent.reusedSocket && error.code === 'ECONNRESET' ? resolve(sendTo(url, options, body)) : reject(error)))
  sent.end(body)
  return promise
}

export const toWeir = ({ intakeUrl, key }: { readonly intakeUrl: string; readonly key: string }, batched: boolean): Poster =>
  poster(`${intakeUrl}/events`, { 'content-type': `application/cloudevents${batched ? '-batch' : ''}+json`, authorization: `Bearer ${key}` })

/** All bodies, at most so many at once, in order of their beginning. */
export async function postAll({ post }: Poster, bodies: readonly string[], atOnce: number): Promise<void> {
  const waiting = bodies.values()
  const worker = async (): Promise<void> => {
    for (const body of waiting) await post(body)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
