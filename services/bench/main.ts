import { parseArgs } from 'node:util'
import { loadPack } from '../src/edge/pack.ts'
import { type Measurement, PACK_FOLDER, interrupt, withBench } from './bench.ts'
import { type Row, jsonOf, tableOf, unmeasured } from './row.ts'
import { fanOut } from './fan-out.ts'
import { glass } from './glass.ts'
import { heap } from './heap.ts'
import { openCases } from './open-cases.ts'
import { rebuild } from './rebuild.ts'
import { throughput } from './throughput.ts'
import { writes } from './writes.ts'

/**
 * `npm run bench`: how fast Weir is beside what it is held against (design, section 7), in one run on this machine. The table,
 * or with --json the rows as data, goes to standard output; what is being done goes to standard error. A row that fails says
 * why and stops no other. With --smoke all is tiny, and only shows that the bench itself works: its figures mean nothing.
 */
const MEASUREMENTS: readonly Measurement[] = [glass, throughput, writes, fanOut, openCases, rebuild, heap]
const BAD_USAGE = 2
const INTERRUPTED = 130

const say = (text: string): void => void process.stderr.write(`${text}\n`)

function readArguments() {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, smoke: { type: 'boolean' }, only: { type: 'string', multiple: true } } })
  const names = values.only ?? MEASUREMENTS.map(({ name }) => name)
  const unknown = names.filter((name) => !MEASUREMENTS.some((measurement) => measurement.name === name))
  if (unknown.length > 0) throw new TypeError(`--only takes one of ${MEASUREMENTS.map(({ name }) => name).join(', ')}`)
  return { json: values.json ?? false, smoke: values.smoke ?? false, measurements: MEASUREMENTS.filter(({ name }) => names.includes(name)) }
}

async function measured(measurement: Measurement, smoke: boolean): Promise<{ readonly rows: readonly Row[]; readonly failed: boolean }> {
  say(`${measurement.name} …`)
  const began = performance.now()
  try {
    const pack = await loadPack(PACK_FOLDER)
    const rows = await withBench(smoke, pack, say, measurement.run)
    say(`${measurement.name}: done in ${Math.round((performance.now() - began) / 1000)} s`)
    return { rows, failed: false }
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    const [reason] = `failed: ${error instanceof Error ? error.message : String(error)}`.split('\n')
    return { rows: measurement.rows.map(({ name, says, goal }) => unmeasured(name, says, goal, reason ?? 'failed')), failed: true }
  }
}

async function main(): Promise<void> {
  const { json, smoke, measurements } = readArguments()
  if (smoke) say('A smoke test: everything is tiny, and the figures mean nothing.')
  const rows: Row[] = []
  let failures = 0
  for (const measurement of measurements) {
    const { rows: told, failed } = await measured(measurement, smoke)
    rows.push(...told)
    if (failed) failures++
  }
  process.stdout.write(json ? `${JSON.stringify(rows.map(jsonOf), null, 2)}\n` : `\n${tableOf(rows)}`)
  if (failures > 0) process.exitCode = 1
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void interrupt(say).finally(() => process.exit(INTERRUPTED)))
try {
  await main()
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = BAD_USAGE
}
process.exit()
