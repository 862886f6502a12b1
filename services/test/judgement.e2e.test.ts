import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backtest } from '@weir/shared/backtest/backtest'
import type { BlockageFindings } from '@weir/shared/contract/blockage'
import type { Board } from '@weir/shared/contract/board'
import type { Event } from '@weir/shared/contract/event'
import { DAY, HOUR, type Instant, MINUTE, parseInstant } from '@weir/shared/contract/instant'
import { type Pack, council, packFiles } from '@weir/shared/contract/pack'
import { parseEvent } from '@weir/shared/contract/parse-event'
import { isWorkingDay } from '@weir/shared/domain/working-time'
import { replayClock } from '../src/edge/clock.ts'
import { silentLog } from '../src/edge/log.ts'
import type { Line } from '../src/cli/event-file.ts'
import { feedAll } from '../src/cli/feed.ts'
import type { KeptWarning } from '../src/edge/ledger/judgements.ts'
import { type OwnWeir, openOwnWeir } from '../src/cli/own-weir.ts'

/**
 * The judgement in the whole flow, on real stores: a made log through intake, projector and assessor. Broken to see these
 * fail: an evaluation that is not remembered (the second blockage never clears), a source whose lateness is not asked for
 * (nothing is weakened), a look that shows nothing (the wall waits for the next fixed instant).
 */
const MOSAIC = '/here/mosaic'
const STAFFING = '/here/staffing'
const BEGINS = Date.parse('2026-01-05T00:00:00Z')
const PATIENCE_MS = 120_000

const name = (en: string) => ({ en, cy: en })
const PACK: Pack = {
  ...council.parse({
    id: 'judged',
    name: name('Judged'),
    timeZone: 'Europe/London',
    localities: [
      { id: 'llanelli', name: name('Llanelli') },
      { id: 'amman', name: name('Amman') },
    ],
  }),
  holidays: [],
  pathways: packFiles['pathways.yaml'].parse([
    {
      id: 'adult',
      service: 'adults',
      name: name('Adults'),
      stages: [
        { id: 'triage', name: name('Triage') },
        { id: 'panel', kind: 'work', name: name('Panel') },
      ],
    },
  ]),
  codes: {},
  sources: packFiles['sources.yaml'].parse([
    { id: MOSAIC, name: name('Mosaic'), lateAfter: 'P4D', silentAfter: 'P6D' },
    { id: STAFFING, name: name('Staffing'), lateAfter: 'P1DT2H', silentAfter: 'P3D', feeds: [] },
  ]),
  pressure: packFiles['pressure.yaml'].parse({
    interim: [{ id: 'covered', dimension: 'meanwhile', values: ['reablement'] }],
    default: { weights: { priority: { urgent: 3 }, interim: { covered: 0.25 } } },
  }),
}

const iso = (at: Instant): string => new Date(at).toISOString()
const STALLED = { place: 'llanelli', from: 60, to: 69 }

/** Three to five cases a working day in each place: triage for a day, panel for two; for a while one panel lets nobody through. */
function madeLog(days: number): readonly object[] {
  const events: { readonly time: string; readonly order: number }[] = []
  const say = (at: Instant, type: string, subject: string | null, data: object, source = MOSAIC) =>
    events.push({
      ...{ specversion: '1.0', id: `${events.length}`, source, type, ...(subject === null ? {} : { subject }), data },
      time: iso(at),
      order: events.length,
    })
  const panel: Record<string, string[]> = { llanelli: [], amman: [] }
  for (let day = 0; day < days; day++) {
    const at = BEGINS + day * DAY
    say(at + 8 * HOUR, 'weir.source.heartbeat.v1', null, {})
    say(at + 8 * HOUR, 'weir.capacity.reported.v1', null, { locality: 'llanelli', service: 'adults', unit: 'fte', available: 8, needed: 8 }, STAFFING)
    if (!isWorkingDay(Math.floor(at / DAY), PACK)) continue
    for (const place of ['llanelli', 'amman']) {
      const queue = panel[place] ?? []
      const held = place === STALLED.place && day >= STALLED.from && day < STALLED.to
      for (const [index, person] of (held ? [] : queue.splice(0, 3 + (day % 3))).entries())
        say(at + 11 * HOUR + index * MINUTE, 'weir.case.left.v1', person, { pathway: 'adult', outcome: 'progressed' })
      for (let number = 0; number < 3 + ((day * 7) % 3); number++) {
        const person = `${place}/${day}/${number}`
        const weighs = { ...(number === 0 ? { priority: 'urgent' } : {}), dimensions: { meanwhile: number % 3 === 0 ? 'reablement' : 'none' } }
        say(at + 9 * HOUR + number * MINUTE, 'weir.case.entered.v1', person, { pathway: 'adult', stage: 'triage', locality: place, team: `${place}-one`, ...weighs }) // prettier-ignore
        say(at + 15 * HOUR + number * MINUTE, 'weir.case.entered.v1', person, { pathway: 'adult', stage: 'panel', locality: place, team: `${place}-one` })
        queue.push(person)
      }
    }
  }
  return events.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.order - b.order)).map(({ order: _order, ...event }) => event)
}

const eventsIn = (log: readonly object[]): readonly Event[] =>
  log.flatMap((json) => {
    const parsed = parseEvent(json)
    return parsed.kind === 'event' ? [parsed.event] : []
  })

async function* linesOf(events: readonly object[]): AsyncGenerator<Line> {
  for (const [number, json] of events.entries())
    yield { number, text: JSON.stringify(json), json, recordedAt: parseInstant((json as { time: string }).time) ?? null }
}

let own: OwnWeir
const clockOf = () => replayClock(BEGINS, 1, BEGINS + 400 * DAY)
let clock = clockOf()
beforeEach(async () => {
  clock = clockOf()
  const parts = { host: '127.0.0.1', port: 0, release: 'test', stopped: () => false, log: silentLog }
  own = await openOwnWeir({ pack: PACK, postcodes: new Map(), clock, ...parts })
}, PATIENCE_MS)
afterEach(() => own.stop())

const boardOf = async (locality: string): Promise<Board> => (await (await fetch(`${own.weir.gateway.url}/api/documents/board/${locality}`)).json()) as Board

async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const value = await read()
    if (holds(value) || tries > 100) return value
    await pause(50)
  }
}

test('what the live flow keeps of its judgements is what a backtest of the same log tells', { timeout: PATIENCE_MS }, async () => {
  const log = madeLog(80)
  const end = BEGINS + 80 * DAY
  await feedAll(linesOf(log), own.feed, end, () => undefined)
  const kept = (await own.ledger.transitions(1000)).toReversed().filter(({ at }) => at < end)
  const ids = ['unplaced', 'llanelli', 'amman']
  const told = [...backtest(eventsIn(log), PACK)].map((found) => {
    const about = { at: found.at, locality: found.locality === null ? null : ids[found.locality], state: found.state }
    switch (found.kind) {
      case 'flow':
        return { ...about, signal: found.blockage.kind, stage: found.blockage.stage }
      case 'warning':
        return { ...about, signal: 'warning', stage: found.warning.stage }
      default:
        return { ...about, signal: found.kind === 'duty' ? 'authorisation' : 'level', stage: null }
    }
  })
  expect(kept.map(({ at, locality, state, signal, stage }) => ({ at, locality, state, signal, stage }))).toEqual(told)
  expect(told).toContainEqual(expect.objectContaining({ locality: 'llanelli', signal: 'blockage', stage: 'panel', state: 'opened' }))
  expect(told).toContainEqual(expect.objectContaining({ locality: 'llanelli', signal: 'blockage', stage: 'panel', state: 'cleared' }))
})

test('every warning that was shown is in the ledger with what it said and what became of it', { timeout: PATIENCE_MS }, async () => {
  const log = madeLog(80)
  await feedAll(linesOf(log), own.feed, BEGINS + 80 * DAY, () => undefined)
  const found = [...backtest(eventsIn(log), PACK)].flatMap((one) => (one.kind === 'warning' && one.at < BEGINS + 80 * DAY ? [one] : []))
  const kept = await own.ledger.warnings(100)
  const opened = found.filter(({ state }) => state === 'opened').map(({ warning }) => warning)
  expect(opened.length).toBeGreaterThan(0)
  const said = ({ stage, line, since, threshold, chances }: Pick<KeptWarning, 'stage' | 'line' | 'since' | 'threshold' | 'chances'>) => ({
    ...{ stage, line, since, threshold, chances },
  })
  const inTurn = (a: { readonly since: Instant; readonly line: string }, b: typeof a) => a.since - b.since || (a.line < b.line ? -1 : 1)
  expect(kept.map(said).sort(inTurn)).toEqual(opened.map(said).sort(inTurn))
  const ended = found.flatMap(({ state, at, warning }) => (state === 'cleared' ? [{ since: warning.since, line: warning.line, endedAt: at }] : []))
  expect(kept.flatMap(({ since, line, endedAt }) => (endedAt === null ? [] : [{ since, line, endedAt }])).sort(inTurn)).toEqual(ended.sort(inTurn))
  const decided = kept.filter(({ came }) => came !== null)
  const { scorecard } = await boardOf('llanelli')
  expect(scorecard).toMatchObject({ shown: decided.length, hits: decided.filter(({ came }) => came).length })
})

test('a blockage stands on the board with its evidence, and goes within a moment of the flow that ends it', { timeout: PATIENCE_MS }, async () => {
  const log = madeLog(STALLED.to)
  const end = BEGINS + (STALLED.to - 1) * DAY + 9 * HOUR
  await feedAll(linesOf(log), own.feed, end, () => undefined)
  clock.set(end)
  const blocked = await until(
    () => boardOf('llanelli'),
    ({ blockages }) => blockages.length > 0,
  )
  const [blockage] = blocked.blockages
  expect(blockage).toMatchObject({ kind: 'blockage', stage: 'panel', effectOf: null })
  expect(blockage?.tests[0]).toMatchObject({ test: 'stall', count: 0 })
  expect((await boardOf('amman')).blockages).toEqual([])
  const people = log.slice(-60).flatMap((event) => ('subject' in event && String(event.subject).startsWith('llanelli') ? [String(event.subject)] : []))
  const leaving = [...new Set(people)].slice(0, 12).map((subject, index) => ({
    ...{ specversion: '1.0', id: `gone-${index}`, source: MOSAIC, type: 'weir.case.left.v1', subject, time: iso(end) },
    data: { pathway: 'adult', outcome: 'progressed' },
  }))
  const lines: Line[] = []
  for await (const line of linesOf(leaving)) lines.push(line)
  await own.feed.post(lines)
  await own.feed.settle(end)
  const began = performance.now()
  const after = await until(
    () => boardOf('llanelli'),
    ({ blockages }) => blockages.length === 0,
  )
  expect(after.blockages).toEqual([])
  expect(performance.now() - began).toBeLessThan(5000)
})

test('what points at teams, providers and wards is told to a manager who signed in, and to nobody else', { timeout: PATIENCE_MS }, async () => {
  const log = madeLog(STALLED.to)
  const end = BEGINS + (STALLED.to - 1) * DAY + 9 * HOUR
  await feedAll(linesOf(log), own.feed, end, () => undefined)
  clock.set(end)
  await until(() => boardOf('llanelli'), ({ blockages }) => blockages.length > 0) // prettier-ignore
  const { url, sessions } = own.weir.gateway
  const ask = (cookie: string) => fetch(`${url}/api/findings/llanelli`, { headers: { cookie } })
  expect((await ask('')).status).toBe(401)
  expect((await ask('weir-session=made-up')).status).toBe(401)
  const token = await sessions.makeLink()
  const opened = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) })
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const found = (await (await ask(cookie)).json()) as readonly BlockageFindings[]
  expect(found).toMatchObject([{ pathway: 'adult', stage: 'panel', kind: 'blockage' }])
})

test('a source that falls silent weakens the level, and says so on the board', { timeout: PATIENCE_MS }, async () => {
  await feedAll(linesOf(madeLog(45)), own.feed, BEGINS + 45 * DAY, () => undefined)
  const now = BEGINS + 44 * DAY + 12 * HOUR
  clock.set(Math.max(clock.now(), now))
  const sure = await until(
    () => boardOf('llanelli'),
    ({ pressure }) => pressure.length > 0,
  )
  expect(sure.pressure[0]).toMatchObject({ service: 'adults', weakened: false, sources: { late: [], silent: [] } })
  const { interim = 0, byCare = 0, byPriority = 0 } = sure.pressure[0]?.drivers.find(({ id }) => id === 'load')?.evidence ?? {}
  expect({ cared: interim > 0, lighter: byCare > 0, graver: byPriority > 0 }).toEqual({ cared: true, lighter: true, graver: true })
  clock.set(now + 5 * DAY)
  await own.feed.assessor.evaluateTo(clock.now())
  const weak = await until(
    () => boardOf('llanelli'),
    ({ pressure }) => pressure[0]?.weakened === true,
  )
  expect(weak.pressure[0]).toMatchObject({ weakened: true, sources: { late: [MOSAIC], silent: [STAFFING], of: 2 } })
  const range = weak.pressure[0]?.range ?? { from: 0, to: 0 }
  expect(range.to).toBeGreaterThan(range.from)
})

test('a source that speaks again takes the doubt off every place, also where nothing has happened since', { timeout: PATIENCE_MS }, async () => {
  await feedAll(linesOf(madeLog(45)), own.feed, BEGINS + 45 * DAY, () => undefined)
  clock.set(BEGINS + 45 * DAY + 12 * HOUR)
  await own.feed.assessor.evaluateTo(clock.now())
  const inDoubt = (board: Board) => board.pressure[0]?.weakened
  expect(await until(async () => inDoubt(await boardOf('llanelli')), (doubt) => doubt === true)).toBe(true) // prettier-ignore
  const at = clock.now()
  const beat = (source: string) => ({ specversion: '1.0', id: `again-${source}`, source, type: 'weir.source.heartbeat.v1', time: iso(at), data: {} })
  const entered = { pathway: 'adult', stage: 'triage', locality: 'amman' }
  const came = { specversion: '1.0', id: 'came', source: MOSAIC, type: 'weir.case.entered.v1', subject: 'one-more', time: iso(at), data: entered }
  for await (const line of linesOf([beat(MOSAIC), beat(STAFFING), came])) expect(await own.feed.post([line])).toMatchObject({ accepted: 1 })
  await own.feed.settle(at)
  expect(await until(async () => inDoubt(await boardOf('llanelli')), (doubt) => doubt === false)).toBe(false) // prettier-ignore
})

test('a level that a manager declares stands beside the calculated one', { timeout: PATIENCE_MS }, async () => {
  await feedAll(linesOf(madeLog(40)), own.feed, BEGINS + 40 * DAY, () => undefined)
  const at = clock.now()
  const declared = {
    ...{ specversion: '1.0', id: 'd1', source: '/weir/managers', type: 'weir.level.declared.v1', time: iso(at) },
    data: { locality: 'amman', service: 'adults', level: 3, reason: 'agency-gap' },
  }
  for await (const line of linesOf([declared])) expect(await own.feed.post([line])).toMatchObject({ accepted: 1 })
  await own.feed.settle(at)
  const board = await until(
    () => boardOf('amman'),
    ({ pressure }) => pressure[0]?.declared != null,
  )
  expect(board.pressure[0]).toMatchObject({ level: 1, declared: { level: 3, reason: 'agency-gap', at, until: null }, disagrees: 2 })
})
