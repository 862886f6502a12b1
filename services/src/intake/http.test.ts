import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { listen } from '../edge/http-server.ts'
import { silentLog } from '../edge/log.ts'
import { LIMITS, intakeApp } from './http.ts'

const EVENTS = '[{"id":"1"}]'

test.each([
  ['gzip', gzipSync(EVENTS), 202, undefined],
  ['gzip', EVENTS, 400, 'the body could not be read: it is not what its headers say'],
  ['x-compress', EVENTS, 415, 'send the body in UTF-8, plain or with Content-Encoding: gzip'],
])('a body sent as %s is read, or it is said what is wrong with it', async (encoding, body, status, detail) => {
  const door = {
    sourceOf: () => Promise.resolve('/s'),
    take: (inputs: readonly unknown[]) => Promise.resolve({ accepted: inputs.length, duplicate: 0, rejected: [] }),
    isReady: () => Promise.resolve(true),
  }
  const http = await listen(intakeApp(door, LIMITS, silentLog), '127.0.0.1', 0, 'none')
  try {
    const headers = { authorization: 'Bearer key', 'content-type': 'application/cloudevents-batch+json', 'content-encoding': encoding }
    const response = await fetch(`${http.url}/events`, { method: 'POST', headers, body })
    expect(response.status).toBe(status)
    expect(((await response.json()) as { detail?: string }).detail).toBe(detail)
  } finally {
    await http.close()
  }
})
