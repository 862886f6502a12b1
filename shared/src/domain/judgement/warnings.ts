import type { Instant } from '../../contract/instant.ts'
import type { PressureBoard } from '../../contract/pressure.ts'
import type { WarningBoard, WarningLine } from '../../contract/warning.ts'
import { type LocalDay, localDay, startOfDay } from '../local-time.ts'
import { nextLevel, scoreAhead } from '../pressure/ahead.ts'
import type { PressureConfig } from '../pressure/config.ts'
import { type ServiceAt, type StageAt, asks, total } from '../pressure/service-at.ts'
import { type Rules, type StageRule, limitDue } from '../rules.ts'
import { crosses } from '../warning/chance.ts'
import type { Due, Place } from '../warning/place.ts'
import type { Paths } from '../warning/simulate.ts'
import { type Settling, recordOf, tallied } from '../warning/tally.ts'
import { type About, type Warned, warnLevel, warnStage } from '../warning/warn.ts'
import { WARNS_WITHIN } from '../warning/watch.ts'
import type { StageStep } from './flows.ts'
import { type LineMemory, NEW_LINE, type WarningsMemory, isWorthKeeping, lineName, overdueDays, pastWith, settled, told } from './line-memory.ts'

/**
 * Early warning, once a day, at local midnight: what had been told is settled by how the day ended, and then the days to come
 * are foretold of every stage in every place, and of every level. Pure.
 */
export interface WarnedCouncil {
  readonly steps: readonly (StageStep | null)[]
  readonly places: readonly WarnedLocality[]
  /** of those who wait in a stage and are not overdue: how many are due on which local day */
  readonly dueAhead: (stage: number, locality: number) => ReadonlyMap<LocalDay, number>
}

export interface WarnedLocality {
  readonly locality: number
  readonly services: readonly { readonly at: ServiceAt; readonly pressure: PressureBoard; readonly config: PressureConfig }[]
}

export interface WarningChange {
  readonly kind: 'warning'
  readonly at: Instant
  readonly state: 'opened' | 'cleared'
  readonly locality: number
  readonly warning: WarningBoard
  /** why it went: its line was crossed, it grew unlikely, or nothing can be told any more; null where it came */
  readonly why: 'came' | 'faded' | 'untold' | null
}

/** What became of a warning that was shown: whether its line was crossed within the week that it spoke of when it opened. */
export interface WarningOutcome extends About {
  readonly line: WarningLine
  readonly since: Instant
  readonly came: boolean
}

export interface WarningsJudged {
  readonly memory: WarningsMemory
  readonly changes: readonly WarningChange[]
  readonly outcomes: readonly WarningOutcome[]
}

export function judgeWarnings({ steps, places, dueAhead }: WarnedCouncil, before: WarningsMemory, rules: Rules, at: Instant): WarningsJudged {
  const today = localDay(at, rules.calendar.timeZone)
  const lines = new Map<string, LineMemory>()
  const changes: WarningChange[] = []
  const settling: Settling[] = []
  const outcomes: WarningOutcome[] = []
  const ruleOf = new Map(rules.stages.map((rule) => [`${rule.pathway.id} ${rule.stage.id}`, rule]))
  const records = { waiting: recordOf(before.tally, 'waiting'), overdue: recordOf(before.tally, 'overdue'), level: recordOf(before.tally, 'level') }

  const book = (about: About, line: WarningLine, value: number | null, warn: (memory: LineMemory) => Warned): void => {
    const name = lineName(about, line)
    const was = before.lines.get(name) ?? NEW_LINE
    const { book: open, ...one } = settled(was, line, value, today)
    settling.push({ line, ...one })
    for (const { days, opened, happened } of one.decided)
      if (opened !== null && days === WARNS_WITHIN) outcomes.push({ ...about, line, since: opened, came: happened })
    const warned = warn(was)
    const memory = told(line === 'overdue' && value !== null ? { ...was, past: pastWith(was.past, value, today) } : was, open, warned, today)
    if (isWorthKeeping(memory)) lines.set(name, memory)
    changes.push(...warned.transitions.map((transition) => changeOf(transition, about, line, value, was, warned, rules, at)))
  }

  const stageAhead = (locality: number, service: string, stage: StageAt, rule: StageRule): Paths | null => {
    const watched = steps[rule.index]?.places[locality]
    if (!watched) return null
    const about = { locality: rules.localities[locality] ?? '', service, pathway: stage.pathway, stage: stage.stage }
    const was = { waiting: before.lines.get(lineName(about, 'waiting')) ?? NEW_LINE, overdue: before.lines.get(lineName(about, 'overdue')) ?? NEW_LINE }
    const due = dueOf(stage, was.overdue, dueAhead(rule.index, locality), rule, rules, today)
    const { flow, judged, memory } = watched
    const place: Place = { flow, judged, open: memory.open, flagged: memory.flagged, due }
    const warned = warnStage(place, about, rules.linesOf(about.locality, rule), was, records, rules.calendar, at)
    book(about, 'waiting', flow.waiting, () => warned.waiting)
    book(about, 'overdue', stage.overdue, () => warned.overdue)
    return warned.paths
  }

  for (const { locality, services } of places) {
    for (const { at: service, pressure, config } of services) {
      const asking = service.stages.filter(asks).map((stage) => ({ stage, rule: ruleOf.get(`${stage.pathway} ${stage.stage}`) }))
      const ahead = asking.flatMap(({ stage, rule }) => {
        const paths = rule ? stageAhead(locality, service.service, stage, rule) : null
        return paths ? [{ stage, paths }] : []
      })
      const about = { locality: rules.localities[locality] ?? '', service: service.service, pathway: null, stage: null }
      const level = levelAt(service, pressure, config, ahead)
      book(about, 'level', pressure.level, (was) => warnLevel(level, ahead.map(({ paths }) => paths), about, was, records.level, rules.calendar, at)) // prettier-ignore
    }
  }
  return { memory: { lines, tally: tallied(before.tally, settling, today) }, changes, outcomes }
}

function dueOf(
  { overdue, timed }: StageAt,
  { past }: LineMemory,
  ahead: ReadonlyMap<LocalDay, number>,
  { stage: { limit } }: StageRule,
  { calendar }: Rules,
  today: LocalDay,
): Due | null {
  // prettier-ignore
  if (timed === 0 && past.counts.length === 0 && !limit) return null
  const limitOf = (day: LocalDay) => (limit ? localDay(limitDue(limit, startOfDay(day, calendar.timeZone) + NOON_MS, calendar), calendar.timeZone) : day)
  return { overdue, dueByDay: ahead, dueOf: limit ? limitOf : null, past: overdueDays(pastWith(past, overdue, today)) }
}

const NOON_MS = 12 * 3_600_000
const SEEN_DAYS = 120

type Ahead = readonly { readonly stage: StageAt; readonly paths: Paths }[]

/** Stages that cannot be simulated stay as they are. */
function levelAt(service: ServiceAt, pressure: PressureBoard, config: PressureConfig, ahead: Ahead): Parameters<typeof warnLevel>[0] {
  const next = ahead.length > 0 ? nextLevel(pressure, config) : null
  const score = scoreAhead(pressure, config)
  const asking = service.stages.filter(asks)
  const waiting = total(asking, (one) => one.waiting) - total(ahead, ({ stage }) => stage.waiting)
  const overdue = total(service.stages, (one) => one.overdue) - total(ahead, ({ stage }) => stage.overdue)
  return { level: next ? pressure.level : null, scoreAt: (w, o) => score(waiting + w, overdue + o), nextFrom: next?.from ?? Infinity, seenDays: SEEN_DAYS }
}

function changeOf(
  transition: Warned['transitions'][number],
  about: About,
  line: WarningLine,
  value: number | null,
  was: LineMemory,
  warned: Warned,
  rules: Rules,
  at: Instant,
): WarningChange {
  const { service, pathway, stage } = about
  const { since, threshold } = transition.shown
  const last = was.warning ?? { service, pathway, stage, line, now: value ?? 0, threshold, chances: [], since, record: null }
  const warning = warned.warning ?? { ...last, now: value ?? last.now }
  const locality = rules.localities.indexOf(about.locality)
  return { kind: 'warning', at, state: transition.state, locality, warning, why: transition.state === 'cleared' ? transition.why : null }
}

/** The warnings that stand in a place: what has been crossed since midnight is no longer a warning, and is told by its figures. */
export function warningsIn(locality: string, { lines }: WarningsMemory, services: WarnedLocality['services']): readonly WarningBoard[] {
  const valueOf = ({ service, pathway, stage, line }: WarningBoard): number | null => {
    const one = services.find(({ at }) => at.service === service)
    if (line === 'level') return one?.pressure.level ?? null
    const here = one?.at.stages.find((other) => other.pathway === pathway && other.stage === stage)
    return (line === 'waiting' ? here?.waiting : here?.overdue) ?? null
  }
  return [...lines].flatMap(([name, { warning }]) => {
    if (!warning || !name.startsWith(`${locality}\t`)) return []
    const value = valueOf(warning) ?? warning.now
    return crosses(warning.line, value, warning.threshold) ? [] : [{ ...warning, now: value }]
  })
}
