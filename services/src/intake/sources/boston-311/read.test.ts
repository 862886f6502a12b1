import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Event } from '@weir/shared/contract/event'
import type { Pack } from '@weir/shared/contract/pack'
import { parseEvent } from '@weir/shared/contract/parse-event'
import { rulesOf } from '@weir/shared/domain/rules'
import { type Visit, visitsOf } from '@weir/shared/domain/visit'
import { addFacts, eventsAt, NO_FACTS } from '@weir/shared/domain/facts'
import { loadPack } from '../../../edge/pack.ts'
import { readEvents } from './read.ts'

/**
 * The city's half year, whole. The law at the end is the city's own answer: of every closed request that has a target, the
 * city says whether it was on time, and so do Weir's visits. Broken on purpose: with the target read as UTC, 937 differ. (No
 * request closes in the very second of its target: that `≤` is meant and not `<`, this year cannot tell.)
 */
const SAMPLE = fileURLToPath(new URL('samples/requests-2015-h1.csv.gz', import.meta.url))
const PACK = fileURLToPath(new URL('../../../../../shared/packs/boston-311', import.meta.url))

const events: Event[] = []
const rejected: unknown[] = []
let pack: Pack
let visits: ReadonlyMap<string, readonly Visit[]>

beforeAll(async () => {
  pack = await loadPack(PACK)
  for await (const event of readEvents(SAMPLE)) {
    const parsed = parseEvent(event)
    if (parsed.kind === 'event') events.push(parsed.event)
    else rejected.push(parsed.rejected)
  }
  visits = visitsByCase()
}, 60_000)

function visitsByCase(): ReadonlyMap<string, readonly Visit[]> {
  const rules = rulesOf(pack)
  const cases = Map.groupBy(events, ({ subject }) => subject ?? '')
  const now = Date.parse('2016-02-01T00:00:00Z')
  return new Map([...cases].map(([subject, own]) => [subject, visitsOf(eventsAt(addFacts(NO_FACTS, own, []).facts, now), rules).visits]))
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

/** The rows as the city gives them, by the subject of their case. */
async function cityRows(): Promise<readonly { readonly subject: string; readonly row: Readonly<Record<string, string>> }[]> {
  const rows = await all<Record<string, string>>(
    createReadStream(SAMPLE)
      .pipe(createGunzip())
      .pipe(parse({ columns: true })),
  )
  return rows.map((row) => ({ subject: `request/${row['case_enquiry_id'] ?? ''}`, row }))
}

describe('the city’s half year', () => {
  it('keeps to the contract and comes in the order in which it was recorded', () => {
    expect(rejected).toEqual([])
    expect(events).toHaveLength(58_119 + 49_126)
    expect(events.every((event, index) => event.recordedAt >= (events[index - 1]?.recordedAt ?? 0))).toBe(true)
  })

  it('is of places and departments that the pack knows, but for 6,365 requests of no neighbourhood', () => {
    const rules = rulesOf(pack)
    const entered = events.filter((event) => event.kind === 'entered')
    expect(entered.filter(({ data }) => data.locality === undefined)).toHaveLength(6365)
    expect(new Set(entered.map(({ data }) => data.locality))).toEqual(new Set([undefined, ...pack.localities.map(({ id }) => id)]))
    expect(new Set(entered.map(({ data }) => data.pathway))).toEqual(new Set(pack.pathways.map(({ id }) => id)))
    expect(entered.every(({ data }) => rules.stage(data.pathway, data.stage))).toBe(true)
  })

  it('gives every request one visit, also the 84 that close before they open', async () => {
    expect([...visits.values()].every((own) => own.length === 1)).toBe(true)
    const early = (await cityRows()).filter(({ row }) => row['closed_dt'] && row['open_dt'] && row['closed_dt'] < row['open_dt'])
    expect(early).toHaveLength(84)
    for (const { subject } of early) {
      const [visit] = visits.get(subject) ?? []
      expect(visit?.departedAt).toBe(visit?.enteredAt)
    }
  })

  it('was never without a record for as long as the pack takes to call its source late', () => {
    const [source] = pack.sources
    const until = Date.parse('2015-07-01T04:00:00Z')
    const gaps = events.slice(1).map((event, index) => (event.recordedAt < until ? event.recordedAt - (events[index]?.recordedAt ?? 0) : 0))
    expect(Math.max(...gaps)).toBeLessThan(source?.lateAfter ?? 0)
    expect(Math.max(...gaps)).toBeGreaterThan((source?.lateAfter ?? 0) / 2)
  })

  it('was on time where the city says so: all 37,257 closed requests that have a target', async () => {
    const answered = (await cityRows()).filter(({ row }) => row['closed_dt'] && row['target_dt'] && row['ontime_status'])
    expect(answered).toHaveLength(37_257)
    const differ = answered.filter(({ subject, row }) => {
      const [visit] = visits.get(subject) ?? []
      const onTime = visit?.departedAt != null && visit.dueAt !== null && visit.departedAt <= visit.dueAt
      return onTime !== (row['ontime_status'] === 'ONTIME')
    })
    expect(differ).toEqual([])
  })
})

describe('a file that is not the city’s', () => {
  it.each([
    ['lacks the columns open_dt, target_dt', 'case_enquiry_id,closed_dt,department,neighborhood,queue,type\n1,,,,,\n'],
    [
      'requests.csv, line 3: not a local date and time: "soon"',
      'case_enquiry_id,open_dt,target_dt,closed_dt,department,neighborhood,queue,type\n1,2015-01-01T00:00:00,,,A,,,\n2,soon,,,A,,,\n',
    ],
  ])('is refused: %s', async (reason, text) => {
    const folder = await mkdtemp(join(tmpdir(), 'weir-boston-'))
    await writeFile(join(folder, 'requests.csv'), text)
    await expect(all(readEvents(join(folder, 'requests.csv')))).rejects.toThrow(reason)
    await rm(folder, { recursive: true })
  })

  it('says so where there is none', async () => {
    await expect(all(readEvents('nowhere.csv'))).rejects.toThrow('ENOENT')
  })
})
