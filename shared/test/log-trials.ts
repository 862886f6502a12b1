import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { SignalKind } from '../src/contract/blockage.ts'
import { DAY, HOUR, type Instant } from '../src/contract/instant.ts'
import { type LocalDay, localDay, startOfDay } from '../src/domain/local-time.ts'
import { negativeBinomial } from '../src/domain/negative-binomial.ts'
import { type Uniform, random } from '../src/domain/random.ts'

/**
 * The detector as an outsider would try it: a log of events in a file, a pack in a folder, and `weir backtest` over both. One
 * stage in one or a few places, with a long or a short history, five days a week or seven, `recordedtime` absent or given.
 */
export interface LogTrial {
  readonly mean: number
  /** variance over mean of a day's count */
  readonly ratio: number
  readonly seed: number
  readonly places: number
  /** working days before anything changes */
  readonly history: number
  /** working days that it lasts */
  readonly days: number
  /** what changes in the first place */
  readonly change: LogChange
  readonly sevenDays: boolean
  readonly recordedTime: 'absent' | 'same'
}

export type LogChange =
  | { readonly kind: 'none' | 'stall' }
  | { readonly kind: 'surge' | 'drop'; readonly times: number }
  | { readonly kind: 'lag'; readonly lateDays: readonly [least: number, most: number] }

export interface LineSaid {
  readonly signal: SignalKind
  readonly state: 'opened' | 'cleared'
  readonly locality: string | null
  /** working days that were over, counted from the change */
  readonly day: number
}

const ZONE = 'Europe/London'
const FIRST: LocalDay = 20_338 // Monday 8 September 2025: a change of clocks lies in the history
const AFTER = 12
const STOCK_DAYS = 15
const weekdayOf = (day: LocalDay): number => (day + 3) % 7 // Monday is 0
const HERE = 'place-0'

/** What `weir backtest` says of the log: of the place in which something changed, and of the small places taken together. */
export async function saidOfLog(trial: LogTrial): Promise<readonly LineSaid[]> {
  const days = openDays(trial)
  const folder = mkdtempSync(join(tmpdir(), 'weir-log-'))
  try {
    writeFileSync(join(folder, 'log.ndjson'), linesOf(trial, days).join('\n'))
    writeFileSync(join(folder, 'council.yaml'), JSON.stringify(councilOf(trial)))
    writeFileSync(join(folder, 'pathways.yaml'), PATHWAYS)
    const args = [fileURLToPath(new URL('../../services/bin/weir.js', import.meta.url)), 'backtest', join(folder, 'log.ndjson'), '--pack', folder]
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 28 })
    return stdout.split('\n').flatMap((line) => saidIn(line, days, trial.history))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const councilOf = ({ places }: LogTrial) => ({
  id: 'made',
  name: { en: 'Made' },
  timeZone: ZONE,
  holidays: 'none',
  localities: Array.from({ length: places }, (_, place) => ({ id: `place-${place}`, name: { en: `Place ${place}` } })),
})

const PATHWAYS = JSON.stringify([{ id: 'adult', name: { en: 'Adults' }, stages: [{ id: 'waiting', name: { en: 'Waiting' } }] }])

function saidIn(line: string, days: readonly LocalDay[], from: number): readonly LineSaid[] {
  if (line === '' || line.startsWith('{"summary"')) return []
  const { at, signal, state, locality } = JSON.parse(line) as { readonly at: string } & Omit<LineSaid, 'day'>
  if (locality !== HERE && locality !== null) return []
  const day = localDay(Date.parse(at), ZONE)
  return [{ signal, state, locality, day: days.filter((one) => one < day).length - from }]
}

function openDays({ history, days, sevenDays }: LogTrial): readonly LocalDay[] {
  const open: LocalDay[] = []
  for (let day = FIRST; open.length < history + days + AFTER; day++) if (sevenDays || weekdayOf(day) < 5) open.push(day)
  return open
}

interface Fact {
  readonly recordedAt: Instant
  readonly line: string
}

function linesOf(trial: LogTrial, days: readonly LocalDay[]): readonly string[] {
  const facts = Array.from({ length: trial.places }, (_, place) => factsOf(trial, place, days, random(trial.seed * 7919 + place))).flat()
  return facts.sort((a, b) => a.recordedAt - b.recordedAt || (a.line < b.line ? -1 : 1)).map(({ line }) => line)
}

/** Cases come and go as chance has it, in no order of age, at any minute of the day's work. */
function factsOf(trial: LogTrial, place: number, days: readonly LocalDay[], uniform: Uniform): readonly Fact[] {
  const facts: Fact[] = []
  const waiting: string[] = []
  let cases = 0
  const tell = (subject: string, entered: boolean, at: Instant, now: LogChange) =>
    facts.push(factOf(subject, entered, place, at, latenessOf(now, uniform), trial))
  const come = (at: Instant, now: LogChange) => {
    const subject = `person/${place}-${cases++}`
    waiting.push(subject)
    tell(subject, true, at, now)
  }
  const leave = (at: Instant, now: LogChange) => {
    const [subject] = waiting.splice(Math.floor(uniform() ** 2 * waiting.length), 1)
    if (subject !== undefined) tell(subject, false, at, now)
  }
  const draw = (times: number) => (times === 0 ? 0 : negativeBinomial(trial.mean * times, trial.ratio * trial.mean * times).draw(uniform))
  days.forEach((day, index) => {
    const midnight = startOfDay(day, ZONE)
    const isOn = place === 0 && index >= trial.history && index < trial.history + trial.days
    const now = isOn ? trial.change : NOTHING
    if (index === 0) for (let left = Math.round(trial.mean * STOCK_DAYS); left > 0; left--) come(midnight + 8 * HOUR, now)
    for (let left = draw(now.kind === 'surge' ? now.times : 1); left > 0; left--) come(midnight + (8 + 9 * uniform()) * HOUR, now)
    for (let left = draw(now.kind === 'stall' ? 0 : now.kind === 'drop' ? now.times : 1); left > 0; left--) leave(midnight + (8 + 10 * uniform()) * HOUR, now)
  })
  return facts
}

const NOTHING: LogChange = { kind: 'none' }

function latenessOf(now: LogChange, uniform: Uniform): number {
  if (now.kind !== 'lag') return 0
  const [least, most] = now.lateDays
  return (least + (most - least) * uniform()) * DAY
}

function factOf(subject: string, entered: boolean, place: number, at: Instant, lateMs: number, { recordedTime }: LogTrial): Fact {
  const happenedAt = Math.floor(at)
  const recordedAt = Math.floor(happenedAt + lateMs)
  const data = entered ? { pathway: 'adult', stage: 'waiting', locality: `place-${place}` } : { pathway: 'adult', outcome: 'done' }
  const line = {
    ...{ specversion: '1.0', id: `${subject}/${entered ? 'in' : 'out'}`, source: '/made', type: `weir.case.${entered ? 'entered' : 'left'}.v1`, subject },
    time: new Date(happenedAt).toISOString(),
    ...(recordedTime === 'same' || lateMs > 0 ? { recordedtime: new Date(recordedAt).toISOString() } : {}),
    data,
  }
  return { recordedAt, line: JSON.stringify(line) }
}
