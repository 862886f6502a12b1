import type { Instant } from '../../contract/instant.ts'
import type { WarningBoard, WarningLine, WarningRecord, WarningRow, WarningUntold } from '../../contract/warning.ts'
import type { Calendar } from '../working-time.ts'
import { chancesAbove, chancesOfScore, crosses } from './chance.ts'
import { chancesWithin } from './horizon.ts'
import { overdueLine, usualLine } from './line.ts'
import { type DayValue, type Place, untoldOf, waitedOf } from './place.ts'
import { type Paths, optionsFor, simulate } from './simulate.ts'
import { NO_WARNING, type Outlooked, type WarningMemory, type WarningTransition, watchLine } from './watch.ts'

/**
 * The warnings of one stage, or of one service's level, in one place at one instant: what to show, what to remember, and every
 * chance that was told, for the scorecard. Called at the fixed instants of the judgement.
 */
export type About = Pick<WarningRow, 'locality' | 'service' | 'pathway' | 'stage'>
export type Records = Readonly<Record<WarningLine, WarningRecord | null>>
export const NO_RECORDS: Records = { waiting: null, overdue: null, level: null }

export interface Warned {
  readonly memory: WarningMemory
  /** null where none is shown */
  readonly warning: WarningBoard | null
  readonly transitions: readonly WarningTransition[]
  readonly rows: readonly WarningRow[]
}

export interface StageWarned {
  readonly waiting: Warned
  readonly overdue: Warned
  /** why nothing is foretold of this stage here */
  readonly untold: WarningUntold | null
  /** for the level of the service; null where nothing is foretold */
  readonly paths: Paths | null
}

export interface StageMemory {
  readonly waiting: WarningMemory
  readonly overdue: WarningMemory
}

/** The pack's lines: more than so many. Null leaves it to what was usual. */
export interface Lines {
  readonly waiting: number | null
  readonly overdue: number | null
}

export function warnStage(
  place: Place,
  about: About,
  lines: Lines,
  before: StageMemory | undefined,
  records: Records,
  calendar: Calendar,
  now: Instant,
): StageWarned {
  const { flow, due } = place
  const untold = untoldOf(place)
  const paths = untold === null ? simulate(place, optionsFor(about.locality, about.pathway ?? '', about.stage ?? '', now), calendar, now) : null
  const seenDays = place.judged.departed.days.length
  const warned = (line: 'waiting' | 'overdue', value: number, usual: () => number | null, values: Int32Array | null): Warned => {
    const memory = before?.[line] ?? NO_WARNING
    const threshold = memory.shown?.threshold ?? lines[line] ?? (values && usual())
    const told = paths && values && threshold !== null && !crosses(line, value, threshold)
    const chances = told ? chancesWithin(chancesAbove(paths, values, threshold), seenDays, now, calendar) : []
    return warn({ line, now: value, threshold: threshold ?? value, chances }, about, memory, records[line], now)
  }
  return {
    waiting: warned('waiting', flow.waiting, () => usualLine(flow.waiting, waitedOf(place)), paths?.waiting ?? null),
    overdue: warned('overdue', due?.overdue ?? 0, () => overdueUsual(due?.overdue ?? 0, due?.past ?? []), paths?.overdue ?? null),
    untold,
    paths,
  }
}

const overdueUsual = (now: number, past: readonly DayCount[]): number => usualLine(now, past.map(({ day, count }) => ({ day, value: count }))) ?? overdueLine(now) // prettier-ignore
interface DayCount extends Pick<DayValue, 'day'> {
  readonly count: number
}

/** What a service's level is made of: see `chancesOfScore`. No warning from the highest level, or where no level is told. */
export interface LevelAt {
  readonly level: number | null
  readonly scoreAt: (waiting: number, overdue: number) => number
  /** the score from which the next level holds */
  readonly nextFrom: number
  /** over so many days the least known of the stages was seen */
  readonly seenDays: number
}

const HIGHEST = 4

export function warnLevel(
  at: LevelAt,
  stages: readonly Paths[],
  about: About,
  before: WarningMemory | undefined,
  record: WarningRecord | null,
  calendar: Calendar,
  now: Instant,
): Warned {
  const { level, scoreAt, nextFrom, seenDays } = at
  const memory = before ?? NO_WARNING
  const threshold = memory.shown?.threshold ?? (level ?? 0) + 1
  const isNext = level !== null && level < HIGHEST && threshold === level + 1 // a level that fell has another next
  const chances = isNext ? chancesWithin(chancesOfScore(stages, scoreAt, nextFrom), seenDays, now, calendar) : []
  return warn({ line: 'level', now: level ?? 0, threshold, chances }, about, memory, record, now)
}

function warn(found: Outlooked, about: About, before: WarningMemory, record: WarningRecord | null, now: Instant): Warned {
  const { memory, transitions } = watchLine(before, found, now)
  const { line, threshold, chances } = found
  const { service, pathway, stage } = about
  const { shown } = memory
  return {
    memory,
    transitions,
    warning: shown && { service, pathway, stage, line, now: found.now, threshold: shown.threshold, chances: [...chances], since: shown.since, record },
    rows: chances.map(({ days, chance }) => ({ at: now, ...about, line, threshold, days, chance, shownSince: shown?.since ?? null, outcome: null })),
  }
}
