import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { board as boardSchema } from '@weir/shared/contract/board'
import type { Event } from '@weir/shared/contract/event'
import { parseEvent } from '@weir/shared/contract/parse-event'
import { recount } from '../../shared/test/recount.ts'
import { loadPack } from '../src/edge/pack.ts'
import { readEvents } from '../src/intake/sources/boston-311/read.ts'
import { BOSTON } from './processes.ts'

/**
 * Law 4 on the city's real winter: the boards that `weir replay` prints equal a naive recount, to the digit.
 * Broken on purpose: what was recorded after the instant fed as well; it failed here.
 */
const BIN = fileURLToPath(new URL('../bin/weir.js', import.meta.url))
const REQUESTS = fileURLToPath(new URL('../src/intake/sources/boston-311/samples/requests-2015-h1.csv.gz', import.meta.url))
const PATIENCE_MS = 240_000
const UNTIL = '2015-02-17T20:30:00Z'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-replay-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function weir(...args: readonly string[]): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const read = async (stream: AsyncIterable<Buffer>) => {
    const parts: Buffer[] = []
    for await (const part of stream) parts.push(part)
    return Buffer.concat(parts).toString()
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, err, code] = await Promise.all([read(child.stdout), read(child.stderr), ended])
  return { code, out, err }
}

async function recorded(): Promise<readonly object[]> {
  const events: object[] = []
  for await (const event of readEvents(REQUESTS)) events.push(event)
  return events
}

const parsed = (events: readonly object[]): readonly Event[] =>
  events.flatMap((event) => {
    const read = parseEvent(event)
    return read.kind === 'event' ? [read.event] : []
  })

interface Printed {
  readonly stages: readonly (Record<string, unknown> & { readonly age: unknown })[]
  readonly pathways: readonly unknown[]
}

test('the boards of a replay equal a naive recount of what was recorded up to the instant', { timeout: PATIENCE_MS }, async () => {
  const file = join(folder, 'events.ndjson')
  const events = (await recorded()).filter((event) => (event as { time: string }).time < '2015-02-19')
  await writeFile(file, events.map((event) => JSON.stringify(event)).join('\n'))
  const { code, out, err } = await weir('replay', file, '--pack', BOSTON, '--speed', 'max', '--until', UNTIL, '--json')
  expect(code, err).toBe(0)
  const boards = JSON.parse(out) as Record<string, Printed>
  const now = Date.parse(UNTIL)
  const known = parsed(events).filter(({ recordedAt }) => recordedAt <= now)
  expect(Object.keys(boards).length).toBe(24)
  for (const [locality, expected] of recount(await loadPack(BOSTON), known, now)) {
    const { stages, ...rest } = boards[locality] ?? { stages: [], pathways: [] }
    const plain = stages.map(({ age: _age, ...stage }) => stage)
    const folded = plain.map((stage) => ({ ...stage, expectation: null })) // what is learnt of stays has a recount of its own
    expect({ stages: folded, pathways: rest.pathways }, locality).toEqual({ stages: expected.stages, pathways: expected.pathways })
    expect(boardSchema.safeParse({ ...rest, stages: plain }).success).toBe(true)
  }
})

test('lines that are broken, bad or repeated are counted and told, and stop nothing', { timeout: PATIENCE_MS }, async () => {
  const [file, report] = [join(folder, 'bad.ndjson'), join(folder, 'report.json')]
  const good = {
    specversion: '1.0',
    id: '1',
    source: '/boston/311',
    subject: 'request/1',
    type: 'weir.case.entered.v1',
    time: '2015-01-02T09:00:00Z',
    data: { pathway: 'pwdx', stage: 'open', locality: 'roxbury' },
  }
  const lines = [good, good, { ...good, id: '2', data: { ...good.data, colour: 'red' } }, { ...good, data: { ...good.data, locality: 'dorchester' } }].map(
    (line) => JSON.stringify(line),
  )
  await writeFile(file, `\uFEFF${[...lines.slice(0, 2), '{"specversion": ', ...lines.slice(2), ''].join('\r\n')}`) // as Windows programs write it
  const { code, out, err } = await weir('replay', file, '--pack', BOSTON, '--until', '2015-01-03T00:00:00Z', '--json', '--report', report)
  expect(code, err).toBe(0)
  const told = JSON.parse(await readFile(report, 'utf8')) as {
    accepted: number
    duplicate: number
    rejected: number
    problems: { faults: { field: string }[] }[]
  }
  expect(told).toMatchObject({ accepted: 1, duplicate: 1, rejected: 3 })
  expect(err).toContain('some lines were rejected')
  expect(told.problems.flatMap(({ faults }) => faults.map(({ field }) => field)).sort()).toEqual(['data.colour', 'id', 'line 3'])
  expect((JSON.parse(out) as { roxbury: { stages: { waiting: number }[] } }).roxbury.stages.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(1)
})

test('of two events that conflict the first in the file is taken, however far apart and however large they are', { timeout: PATIENCE_MS }, async () => {
  const file = join(folder, 'conflicts.ndjson')
  const told = (locality: string, team: string) =>
    Array.from({ length: 1000 }, (_, index) => ({
      specversion: '1.0',
      id: `${index}`,
      source: '/boston/311',
      subject: `request/${index}`,
      type: 'weir.case.entered.v1',
      time: '2015-01-02T09:00:00Z',
      data: { pathway: 'pwdx', stage: 'open', locality, dimensions: Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`d${n}`, team])) },
    }))
  await writeFile(file, [...told('roxbury', 'x'.repeat(100)), ...told('dorchester', 'x')].map((line) => JSON.stringify(line)).join('\n'))
  const { code, out, err } = await weir('replay', file, '--pack', BOSTON, '--json')
  expect(code, err).toBe(0)
  const boards = JSON.parse(out) as Record<string, { stages: { waiting: number }[] }>
  expect(boards['roxbury']?.stages[0]?.waiting).toBe(1000)
  expect(boards['dorchester']?.stages[0]?.waiting).toBe(0)
})

test('bad usage exits 2 and says what is wrong; a broken pack is named fault by fault', { timeout: PATIENCE_MS }, async () => {
  expect(await weir('replay')).toMatchObject({ code: 2, out: '' })
  expect(await weir('replay', 'x', '--pack', BOSTON, '--speed', 'fast')).toMatchObject({ code: 2, out: '' })
  const missing = await weir('replay', join(folder, 'none.ndjson'), '--pack', folder)
  expect(missing.code).toBe(1)
  expect(missing.err).toContain('council.yaml')
})
