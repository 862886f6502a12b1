import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Board } from '@weir/shared/contract/board'
import { DAY, HOUR, type Instant } from '@weir/shared/contract/instant'
import { type Pack, council, packFiles } from '@weir/shared/contract/pack'
import { replayClock } from '../src/edge/clock.ts'
import { silentLog } from '../src/edge/log.ts'
import type { Line } from '../src/cli/event-file.ts'
import { feedAll } from '../src/cli/feed.ts'
import { type OwnWeir, openOwnWeir } from '../src/cli/own-weir.ts'

/**
 * What may be expected of a stay, from the events to the board. Broken to see these fail: nothing asked of Redis for those who are
 * beyond it (`beyond` was null), what was learnt not kept with the rest that is remembered (null after the rebuild), the board read
 * once where it had been asked with the week before's figure.
 */
const PATIENCE_MS = 120_000
const SOURCE = '/here/mosaic'
const BEGINS = Date.parse('2026-01-05T00:00:00Z')
const LEARNT = BEGINS + 42 * DAY
const COME = BEGINS + 43 * DAY

const name = (en: string) => ({ en, cy: en })
const PACK: Pack = {
  ...council.parse({ id: 'expected', name: name('Expected'), timeZone: 'Europe/London', localities: ['north', 'south'].map((id) => ({ id, name: name(id) })) }),
  holidays: [],
  pathways: packFiles['pathways.yaml'].parse([{ id: 'adult', name: name('Adult'), stages: ['triage', 'panel'].map((id) => ({ id, name: name(id) })) }]),
  codes: {},
  sources: packFiles['sources.yaml'].parse([{ id: SOURCE, name: name('Mosaic'), lateAfter: 'P90D', silentAfter: 'P99D' }]),
  pressure: packFiles['pressure.yaml'].parse({}),
}

interface Said {
  readonly at: Instant
  readonly line: Omit<Line, 'number'>
}
const said = (at: Instant, id: string, type: string, subject: string, data: object): Said => {
  const json = {
    specversion: '1.0',
    id,
    source: SOURCE,
    type: `weir.case.${type}.v1`,
    subject,
    time: new Date(at).toISOString(),
    data: { pathway: 'adult', ...data },
  }
  return { at, line: { text: JSON.stringify(json), json, recordedAt: at } }
}
const enters = (person: string, stage: string, locality: string, at: Instant) => said(at, `${person}/in`, 'entered', person, { stage, locality })

/** Forty pass the panel, a tenth of them each half day of stay up to five days; five come to triage; then three stay at the panel. */
const LOG: readonly Said[] = [
  ...Array.from({ length: 40 }, (_, index) => {
    const [at, person] = [BEGINS + index * 12 * HOUR + HOUR, `p${index}`]
    const leaves = at + (1 + (index % 10)) * 12 * HOUR
    return [enters(person, 'panel', index % 2 ? 'north' : 'south', at), said(leaves, `${person}/out`, 'left', person, { outcome: 'progressed' })]
  }).flat(),
  ...Array.from({ length: 5 }, (_, index) => enters(`t${index}`, 'triage', 'north', BEGINS + (3 + index) * DAY)),
  ...['north', 'north', 'south'].map((place, index) => enters(`s${index}`, 'panel', place, COME + index * HOUR)),
].sort((a, b) => a.at - b.at)

async function* linesOf(all: readonly Said[]): AsyncGenerator<Line> {
  for (const [number, { line }] of all.entries()) yield { number, ...line }
}

let own: OwnWeir
let clock: ReturnType<typeof replayClock>
beforeEach(async () => {
  clock = replayClock(BEGINS, 1, BEGINS + 400 * DAY)
  const parts = { host: '127.0.0.1', port: 0, release: 'test', stopped: () => false, log: silentLog }
  own = await openOwnWeir({ pack: PACK, postcodes: new Map(), clock, ...parts })
}, PATIENCE_MS)
afterEach(() => own.stop())

const boardOf = async (locality: string): Promise<Board> => (await (await fetch(`${own.weir.gateway.url}/api/documents/board/${locality}`)).json()) as Board
const expected = async (locality: string, stage: string) => (await boardOf(locality)).stages.find((one) => one.stage === stage)?.expectation

async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const value = await read()
    if (holds(value) || tries > 100) return value
    await pause(50)
  }
}

/** The panel in the north, as at then. */
async function at(instant: Instant) {
  clock.set(instant)
  await until(
    () => boardOf('north'),
    ({ asOf }) => asOf === instant,
  )
  return expected('north', 'panel')
}

test('a board says how long a stay usually lasts, over all places, and how many have been here for longer', { timeout: PATIENCE_MS }, async () => {
  await feedAll(linesOf(LOG), own.feed, COME + 3 * HOUR, () => undefined)
  const usual = { p50: 2.5 * DAY, p85: 4.5 * DAY, leavesWithin7Days: null, visits: 40, since: BEGINS + HOUR, until: LEARNT }
  const told = await until(() => expected('north', 'panel'), (one) => one != null) // prettier-ignore
  expect(told).toEqual({ ...usual, beyond: 0 })
  const few = { p50: null, p85: null, leavesWithin7Days: null, visits: 5, since: BEGINS + 3 * DAY, until: LEARNT, beyond: null }
  expect(await expected('south', 'triage')).toEqual(few)
  expect(await at(COME + 4.5 * DAY)).toEqual({ ...usual, beyond: 0 })
  expect(await at(COME + 4.5 * DAY + 1)).toEqual({ ...usual, beyond: 1 })
  expect(await at(COME + 4.5 * DAY + 2 * HOUR)).toEqual({ ...usual, beyond: 2 })
  expect(await expected('south', 'panel')).toEqual({ ...usual, beyond: 0 })
})

test('figures folded anew say of a stay what was said before, and a week later what was seen since', { timeout: PATIENCE_MS }, async () => {
  await feedAll(linesOf(LOG), own.feed, COME + 3 * HOUR, () => undefined)
  const before = await until(() => expected('north', 'panel'), (one) => one != null) // prettier-ignore
  await own.weir.projector.projector.rebuild()
  const declared = { locality: 'north', service: 'all', level: 2, reason: 'agency-gap' }
  const json = { specversion: '1.0', id: 'd', source: '/weir/managers', type: 'weir.level.declared.v1', time: new Date(COME).toISOString(), data: declared }
  for await (const line of linesOf([{ at: COME, line: { text: JSON.stringify(json), json, recordedAt: COME } }])) await own.feed.post([line])
  await own.feed.settle(clock.now())
  const looked = await until(
    () => boardOf('north'),
    ({ pressure }) => pressure[0]?.declared != null,
  )
  expect(looked.pressure[0]?.declared?.level).toBe(2) // the assessor has looked at what was folded anew
  expect(await expected('north', 'panel')).toEqual(before)
  clock.set(LEARNT + 7 * DAY)
  await own.feed.assessor.evaluateTo(clock.now())
  const after = await until(() => expected('north', 'panel'), (one) => one?.until !== LEARNT) // prettier-ignore
  expect(after).toMatchObject({ visits: 43, until: LEARNT + 7 * DAY, beyond: 2 })
})
