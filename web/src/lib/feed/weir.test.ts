import type { Council } from '@weir/shared/contract/board'
import { expect, test } from 'vitest'
import { type Weir, answerOf } from './weir.ts'

const council: Council = { version: { epoch: 'e', seq: 1 }, asOf: 0, mode: 'live', localities: [], scorecard: null, leads: [], sources: [] }
const weir: Weir = {
  document: (topic) => Promise.resolve(topic === 'council' ? council : null),
  pack: () => ({
    id: 'here',
    name: { en: 'Here' },
    timeZone: 'UTC',
    localityWord: null,
    notice: null,
    localities: [],
    scorecard: null,
    leads: [],
    pathways: [],
    sources: [],
    reasons: [],
    duties: [],
    pressure: { words: 'weir', actions: [] },
  }),
  status: () => Promise.resolve({ mode: 'live', now: 0, behind: 0, stalledSince: null, rebuilding: null, stuck: 0, replay: null }),
}

test('a page that is rendered in the gateway reads the same documents as over REST', async () => {
  expect(await (await answerOf(weir, '/api/documents/council')).json()).toEqual(council)
  expect(await (await answerOf(weir, '/api/pack')).json()).toMatchObject({ id: 'here' })
  expect(await (await answerOf(weir, '/api/status')).json()).toMatchObject({ behind: 0 })
})

test('a locality that the council does not have is not found', async () => {
  expect((await answerOf(weir, '/api/documents/board/nowhere')).status).toBe(404)
  expect((await answerOf(weir, '/api/something')).status).toBe(404)
})

test('whoever may not read boards gets none with the page either', async () => {
  for (const path of ['/api/pack', '/api/status', '/api/documents/council']) expect((await answerOf({ ...weir, reads: false }, path)).status).toBe(401)
})
