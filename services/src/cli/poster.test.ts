import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Line } from './event-file.ts'
import { poster } from './poster.ts'

const LARGEST = 40
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** An intake that accepts whatever is not too large, and remembers what it was sent. */
async function intake(): Promise<{ readonly url: string; readonly bodies: string[]; readonly atOnce: () => number }> {
  const bodies: string[] = []
  let open = 0
  let most = 0
  const server = createServer((request, response) => {
    most = Math.max(most, ++open)
    void (async () => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const body = Buffer.concat(parts).toString()
      bodies.push(body)
      await new Promise((resolve) => setTimeout(resolve, 20)) // a slow intake: whoever does not wait for it is here meanwhile
      open--
      if (body.length > LARGEST) response.writeHead(413).end()
      else response.writeHead(202).end(JSON.stringify({ accepted: (JSON.parse(body) as unknown[]).length, duplicate: 0, rejected: 0 }))
    })()
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies, atOnce: () => most }
}

const line = (number: number, text = `{"n":${number}}`): Line => ({ number, text, recordedAt: null, json: {} })

test('batches are posted one after another, in the order of the file', async () => {
  const { url, bodies, atOnce } = await intake()
  const post = poster(url, 'key')
  await Promise.all([1, 2, 3, 4].map((number) => post([line(number)])))
  expect(bodies).toEqual(['[{"n":1}]', '[{"n":2}]', '[{"n":3}]', '[{"n":4}]'])
  expect(atOnce()).toBe(1)
})

test('what is too large for one request goes in two, and a line that is too large by itself is refused', async () => {
  const { url } = await intake()
  const lines = [1, 2, 3, 4, 5].map((number) => line(number))
  const posted = await poster(url, 'key')([...lines, line(6, `"${'x'.repeat(LARGEST)}"`), line(7)])
  expect(posted).toMatchObject({ accepted: 6, rejected: 1 })
  expect(posted.problems).toEqual([{ line: 6, source: null, id: null, faults: [{ field: 'line 6', reason: 'is larger than the intake takes' }] }])
})

test('a problem is told with the number of its line, where the event itself has no name', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(202).end(JSON.stringify({ accepted: 1, duplicate: 0, rejected: 1, problems: [{ index: 1, source: null, id: null, faults: [] }] }))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const posted = await poster(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'key')([line(7), line(9)])
  expect(posted.problems).toEqual([{ line: 9, source: null, id: null, faults: [] }])
})
