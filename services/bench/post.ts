import { Agent, request } from 'node:http'

/** Posts bodies to an HTTP door over connections that stay open, as a source would; the same code for both products. */
export interface Poster {
  /** resolves when it is answered with a status below 300 */
  post(body: string): Promise<void>
  stop(): Promise<void>
}

export function poster(url: string, headers: Readonly<Record<string, string>>): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        const sent = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
          response.once('end', () =>
            (response.statusCode ?? 500) < 300 ? resolve() : reject(new Error(`answered ${response.statusCode}: ${text.slice(0, 300)}`)),
          )
        })
        sent.once('error', reject)
        sent.end(body)
      }),
    stop: async () => agent.destroy(),
  }
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
