import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ledger } from '../src/edge/ledger/ledger.ts'
import type { Place } from '../src/edge/ledger/database.ts'
import { openLedger } from '../src/edge/ledger/open.ts'
import { postgresMissing, testDatabase } from '../test/postgres.ts'
import { aCase, anEntry } from '../test/ledger-samples.ts'

/**
 * What the ledger takes on this machine: events a second into it in batches of 1, 50 and 500, one after the other as intake
 * sends them, on PGlite and on a PostgreSQL with fsync; the visits of cases likewise; how long a single event waits; and how
 * fast the ledger is read again. Every ledger begins empty.
 */
const TOTALS = [
  [1, 2_000],
  [50, 20_000],
  [500, 100_000],
] as const
const LOCALITIES = ['unplaced', 'dorchester']

async function measure(name: string, place: Place): Promise<void> {
  let from = 0
  const ledger = await openLedger(place, `bench-${Date.now()}`)
  const tell = (what: string, ms: number, count: number, batch: number) =>
    process.stdout.write(
      `${name.padEnd(11)}${what.padEnd(34)}${String(Math.round((count / ms) * 1000)).padStart(8)}/s${(ms / (count / batch)).toFixed(2).padStart(9)} ms a batch\n`,
    )

  for (const [batch, total] of TOTALS) {
    const entries = Array.from({ length: total }, (_, index) => anEntry(from + index))
    from += total
    const waits = await timed(total / batch, (turn) => ledger.append(entries.slice(turn * batch, (turn + 1) * batch), 0))
    tell(`append, batches of ${batch}`, sum(waits), total, batch)
    if (batch === 1)
      process.stdout.write(`${name.padEnd(11)}${'one event waits'.padEnd(34)}median ${quantile(waits, 0.5)} ms, p99 ${quantile(waits, 0.99)} ms\n`)
  }
  for (const [batch, total] of TOTALS) {
    for (const version of [1, 2]) {
      const cases = Array.from({ length: total / 2 }, (_, index) => aCase(`${batch}-${index}`, version, 1))
      const waits = await timed(cases.length / batch, (turn) => ledger.writeVisits(cases.slice(turn * batch, (turn + 1) * batch), LOCALITIES))
      tell(`visits ${version === 1 ? 'written' : 'rewritten'}, batches of ${batch}`, sum(waits), cases.length, batch)
    }
  }
  await measureReading(ledger, from, tell)
  await ledger.close()
}

async function measureReading(ledger: Ledger, count: number, tell: (what: string, ms: number, count: number, batch: number) => void): Promise<void> {
  const page = 5_000
  const reads = await timed(Math.ceil(count / page), (turn) => ledger.read(turn * page, page))
  tell('read', sum(reads), count, page)
  const [scanned] = await timed(1, async () => {
    for await (const _ of ledger.scan(count, page));
  })
  tell('scan', scanned ?? 0, count, page)
  const entities = Array.from({ length: 500 }, (_, index) => anEntry(index * 40).entity)
  const [looked] = await timed(1, () => ledger.ofEntities(entities))
  tell('entities looked up', looked ?? 0, entities.length, entities.length)
}

async function timed(turns: number, act: (turn: number) => Promise<unknown>): Promise<readonly number[]> {
  const waits: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    const before = performance.now()
    await act(turn)
    waits.push(performance.now() - before)
  }
  return waits
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const quantile = (values: readonly number[], p: number): string => (values.toSorted((a, b) => a - b)[Math.floor(values.length * p)] ?? 0).toFixed(2)

if (postgresMissing === null) {
  const database = await testDatabase({ durable: true })
  await measure('PostgreSQL', { kind: 'postgres', url: database.url })
  await database.stop()
} else process.stderr.write(`PostgreSQL is left out: ${postgresMissing}\n`)

const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'))
await measure('PGlite', { kind: 'pglite', folder })
rmSync(folder, { recursive: true })
