import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Disagreement, disagreement } from '@weir/shared/contract/disagreement'
import { replayClock } from '../src/edge/clock.ts'
import { silentLog } from '../src/edge/log.ts'
import { feedAll } from '../src/cli/feed.ts'
import { type OwnWeir, openOwnWeir } from '../src/cli/own-weir.ts'
import { AHEAD, BEGINS, COUNTED_AT, ENDS, LOST, MOSAIC, PACK, lineOf, lines } from './miscounted.ts'

/**
 * A source's count disagrees, and a manager opens it: intake, projector, assessor and gateway on real stores. Broken on purpose:
 * the door open to a screen; a rejected event that keeps no journey; the count compared with what is there now.
 */
const START_MS = 120_000

let own: OwnWeir
let manager = ''
beforeAll(async () => {
  const clock = replayClock(BEGINS, 1, ENDS)
  const parts = { host: '127.0.0.1', port: 0, boards: 'enrolled' as const, release: 'test', stopped: () => false, log: silentLog }
  own = await openOwnWeir({ pack: PACK, postcodes: new Map(), clock, ...parts })
  await feedAll(lines(), own.feed, ENDS, () => undefined)
  manager = await signedIn()
}, START_MS)
afterAll(() => own.stop())

const ask = (path: string, cookie = '', method = 'GET', body?: object) =>
  fetch(own.weir.gateway.url + path, {
    method,
    headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .join('; ')
const signedIn = async () => cookieOf(await ask('/api/session', '', 'POST', { token: await own.weir.gateway.sessions.makeLink() }))

/** A display that a manager has enrolled to show Llanelli. */
async function aScreen(): Promise<string> {
  const paired = await ask('/api/pairings', '', 'POST', { width: 1920, height: 1080 })
  const { code } = (await paired.json()) as { code: string }
  const shows = { code, name: 'Reception', view: '/locality/llanelli', language: 'en', theme: 'dark' }
  expect((await ask('/api/screens', manager, 'POST', shows)).status).toBeLessThan(300)
  return cookieOf(await ask('/api/pairings/collect', cookieOf(paired), 'POST'))
}

const TRIAGE = '/api/disagreements/llanelli/adult/triage'
const read = async (path: string) => disagreement.parse(await (await ask(path, manager)).json())
const groupsOf = ({ opened }: Disagreement) => (opened?.groups ?? []).map(({ side, kind, count, most }) => [side, kind, count, most])

describe('a count that disagrees', () => {
  test('is opened by a manager alone: neither by a visitor nor by an enrolled screen', async () => {
    const screen = await aScreen()
    expect((await ask('/api/documents/board/llanelli', screen)).status).toBe(200)
    expect((await ask(TRIAGE)).status).toBe(401)
    expect((await ask(TRIAGE, screen)).status).toBe(401)
    expect((await ask(TRIAGE, 'weir-session=made-up')).status).toBe(401)
    expect((await ask(TRIAGE, manager)).status).toBe(200)
  })

  test('is compared with what was there when it was made, to the case; what moved since stands beside it', async () => {
    const { opened, counts } = await read(TRIAGE)
    expect(opened).toMatchObject({ source: MOSAIC, team: null, open: 9, ours: 12, countedAt: COUNTED_AT, now: { waiting: 12, came: 1, went: 1 } })
    expect(counts).toMatchObject([{ source: MOSAIC, open: 9 }])
  })

  test('shows what was not let in, what stands elsewhere and who has not been heard of, and what of it is explained', async () => {
    const seen = await read(TRIAGE)
    expect(groupsOf(seen)).toEqual([
      ['extra', 'refused', 1, 1],
      ['extra', 'quiet', 12, null],
      ['missing', 'refused', 2, 2],
      ['missing', 'unplaced', 1, 1],
    ])
    expect([seen.opened?.explained, seen.opened?.unexplained]).toEqual([1, 2])
  })

  test('names by their events those that left and were never told, first of all; and those that were not let in', async () => {
    const groups = (await read(TRIAGE)).opened?.groups ?? []
    const idsOf = (side: string, kind: string) => groups.find((group) => group.side === side && group.kind === kind)?.cases.map(({ id }) => id)
    expect(idsOf('extra', 'quiet')?.slice(0, LOST.length)).toEqual(LOST.map((number) => `entered-${number}`))
    expect(idsOf('extra', 'refused')).toEqual(['left-6'])
    expect(idsOf('missing', 'refused')).toEqual(['entered-14', 'entered-13'])
    expect(idsOf('missing', 'unplaced')).toEqual(['entered-15'])
    expect(groups.flatMap(({ refused }) => refused.map(({ field, reason, count }) => [field, reason, count]))).toEqual([
      ['data.outcome', 'is not in outcomes of codes.yaml', 1],
      ['data.reason', 'is not in reasons of codes.yaml', 2],
    ])
  })

  test('never says who anybody is: no reference, no pseudonym, nothing of what was rejected', async () => {
    const text = await (await ask(`${TRIAGE}?lines=all`, manager)).text()
    for (const secret of ['person', 'Mair', 'notes', 'subject', 'entity']) expect(text).not.toContain(secret)
    const recorded = await own.ledger.read(0, 100)
    for (const { event, entity } of recorded) for (const secret of [event.subject, entity]) if (secret !== undefined) expect(text).not.toContain(secret)
  })

  test('a stage without a count opens to nothing, and one that the pack does not have is not there', async () => {
    expect((await read('/api/disagreements/llanelli/adult/assessment')).opened).toBeNull()
    for (const path of ['/api/disagreements/llanelli/adult/nowhere', '/api/disagreements/nowhere/adult/triage'])
      expect((await ask(path, manager)).status).toBe(404)
    expect((await ask(`${TRIAGE}?lines=7`, manager)).status).toBe(422)
  })

  test('and what is dated ahead is told of, until its time has come', async () => {
    await own.feed.post([lineOf(AHEAD)])
    await own.feed.settle(ENDS)
    expect(groupsOf(await read(TRIAGE))).toContainEqual(['missing', 'ahead', 1, 1])
  })
})
