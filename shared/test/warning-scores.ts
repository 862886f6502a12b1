import type { WarningRow } from '../src/contract/warning.ts'
import { WITHIN } from '../src/domain/warning/horizon.ts'
import { optionsFor, simulate } from '../src/domain/warning/simulate.ts'
import { NO_RECORDS, type StageMemory, warnStage } from '../src/domain/warning/warn.ts'
import { placesOf } from './made-places.ts'
import { outcomeOf, scored } from './scored.ts'
import { KINDS, type Kind, MADE_CALENDAR, MADE_FIRST, type MadeQueue, madeMidnight, madeQueue } from './made-queues.ts'

/**
 * How good the warnings are, on queues whose future is known: `node shared/test/warning-scores.ts [QUEUES_OF_A_KIND]`. Each queue
 * is watched for 200 days after its first 100, a judgement a day, exactly as in service: signals, lines, chances and warnings
 * with their memory; what was told is then scored by what came.
 */
const FIRST_WATCHED = 100
const WATCHED = 200

interface Told extends WarningRow {
  readonly signal: string
}

function toldOf(queue: MadeQueue, kind: Kind): readonly Told[] {
  const [waiting, overdue] = (['waiting', 'overdue'] as const).map((line) => queue.days.map((day, index) => ({ day: MADE_FIRST + index, value: day[line] })))
  const about = { locality: queue.name, service: kind, pathway: 'made', stage: 'made' }
  let memory: StageMemory | undefined
  const told: Told[] = []
  for (const { at, place } of placesOf(queue)) {
    if (at < FIRST_WATCHED || at + 15 > queue.days.length) continue
    const warned = warnStage(place, about, { waiting: null, overdue: null }, memory, NO_RECORDS, MADE_CALENDAR, madeMidnight(at))
    memory = { waiting: warned.waiting.memory, overdue: warned.overdue.memory }
    for (const row of [...warned.waiting.rows, ...warned.overdue.rows]) {
      const outcome = outcomeOf(row, (row.line === 'waiting' ? waiting : overdue) ?? [], MADE_CALENDAR.timeZone)
      told.push({ ...row, outcome, signal: place.open?.kind ?? 'none' })
    }
  }
  return told
}

const two = (value: number | null): string => (value === null ? '   –' : value.toFixed(2))

function print(title: string, rows: readonly WarningRow[]): void {
  const { of, brier, base, skill, calibration, shown, hits, falseAlarms, misses } = scored(rows)
  const scores = [brier, base, skill].map((score) => (score === null ? '–' : score.toFixed(3)).padStart(7)).join('')
  const bins = calibration.map(({ meanChance, happened, forecasts }) => (forecasts < 20 ? '         ' : `${two(meanChance)}→${two(happened)}`)).join(' ')
  const warnings = [shown, hits, falseAlarms, misses].map((count) => String(count).padStart(6)).join('')
  console.log(`${title.padEnd(26)}${String(of).padStart(8)}${scores}${warnings}   ${bins}`)
}

function main(queues: number): void {
  const all = KINDS.flatMap((kind) => Array.from({ length: queues }, (_, index) => toldOf(madeQueue(kind, index, FIRST_WATCHED + WATCHED + 15), kind)).flat())
  console.log(`${''.padEnd(26)} chances  Brier   base  skill shown  hits false missed   chance told→how often it came, by tenths`)
  const of = (title: string, isOf: (row: Told) => boolean) => print(title, all.filter(isOf))
  of('all', () => true)
  for (const line of ['waiting', 'overdue']) of(line, (row) => row.line === line)
  for (const days of WITHIN) of(`within ${days}`, (row) => row.days === days)
  for (const kind of KINDS) for (const line of ['waiting', 'overdue']) of(`${kind}, ${line}`, (row) => row.service === kind && row.line === line)
  for (const signal of new Set(all.map((row) => row.signal))) of(`open: ${signal}`, (row) => row.signal === signal)
  printSpeed()
}

const ALL_OF_A_COUNCIL = 400

/** All the stages of a large council in all its places, once. */
function printSpeed(): void {
  const places = Array.from({ length: 40 }, (_, index) => [...placesOf(madeQueue('stationary', index, 130))].at(-1)?.place).filter(
    (place) => place !== undefined,
  )
  const now = madeMidnight(129)
  const run = (round: number) => places.forEach((place, index) => simulate(place, optionsFor(`${round}`, 'made', `${index}`, now), MADE_CALENDAR, now))
  run(0)
  const startedAt = process.cpuUsage()
  for (let round = 1; round <= ALL_OF_A_COUNCIL / places.length; round++) run(round)
  console.log(`\n500 paths of 14 days for ${ALL_OF_A_COUNCIL} stages in places: ${Math.round(process.cpuUsage(startedAt).user / 1000)} ms of one processor`)
}

if (import.meta.main) main(Number(process.argv[2] ?? 40))
