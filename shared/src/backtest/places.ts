import type { CapacityBoard, SourceBoard } from '../contract/board.ts'
import type { Instant } from '../contract/instant.ts'
import type { Ended, Pack } from '../contract/pack.ts'
import type { DeclaredLevel } from '../contract/pressure.ts'
import { TAB, capacityKey, dayKey, declaredKey, dueKey, frozenKey, hourKey, priorityKey, saysKey, waitingKey } from '../domain/metric.ts'
import type { StageFigures } from '../domain/judgement/services.ts'
import { DUE_SOON_MS } from '../domain/read-board.ts'
import { type Comparable, saidBeside } from '../domain/source-says.ts'
import type { Rules, StageRule } from '../domain/rules.ts'
import { daysShown } from '../domain/window.ts'
import type { Metrics } from './metrics.ts'

/** A place as its level sees it, read from the metrics in memory: the same figures that a board would show. */
export function stagesOf(metrics: Metrics, rules: Rules, locality: number, now: Instant): readonly (StageFigures & { readonly timed: number })[] {
  const days = daysShown(now, rules.calendar.timeZone).map((day) => metrics.counts(dayKey(locality, day)))
  const says = [...metrics.values(saysKey(locality))]
  const priorities = [...metrics.counts(priorityKey(locality))]
  return rules.stages.map((rule) => {
    const ended = (how: Ended) => days.reduce((sum, day) => sum + (day.get(`${rule.index}.${how}`) ?? 0), 0)
    const waiting = metrics.size(waitingKey(locality, rule.index))
    return {
      ...about(rule),
      waiting,
      byPriority: Object.fromEntries(ofStage(priorities, rule.index)),
      ...dueOf(metrics, locality, rule.index, now),
      ended: { progressed: ended('progressed'), declined: ended('declined'), admitted: ended('admitted'), died: ended('died'), other: ended('other') },
      sourceSays: says.flatMap(([name, text]) =>
        name.startsWith(`${rule.index}${TAB}`) ? [saidBeside(name, text, comparableIn(metrics, locality, rule.index, waiting), now)] : [],
      ),
    }
  })
}

const comparableIn = (metrics: Metrics, locality: number, stage: number, waiting: number): Comparable => ({
  waiting,
  ofTeam: (team) => metrics.why(locality).get(`${stage}:team:${team}`) ?? 0,
  inHour: (hour) => {
    const counts = metrics.counts(hourKey(locality, hour))
    return { arrived: counts.get(`${stage}.arrived`) ?? 0, departed: counts.get(`${stage}.departed`) ?? 0 }
  },
})

const about = ({ pathway, stage }: StageRule) => ({ service: pathway.service, pathway: pathway.id, stage: stage.id, kind: stage.kind })

function ofStage(counts: readonly (readonly [string, number])[], stage: number): readonly (readonly [string, number])[] {
  const prefix = `${stage}:`
  return counts.flatMap(([name, count]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), count] as const] : []))
}

function dueOf(
  metrics: Metrics,
  locality: number,
  stage: number,
  now: Instant,
): { readonly overdue: number; readonly dueSoon: number; readonly timed: number } {
  let overdue = 0
  let dueSoon = 0
  const due = dueKey(locality, stage)
  const frozen = frozenKey(locality, stage)
  for (const at of metrics.scores(due)) {
    if (at < now) overdue++
    else if (at < now + DUE_SOON_MS) dueSoon++
  }
  for (const leftMs of metrics.scores(frozen)) if (leftMs >= 0 && leftMs < DUE_SOON_MS) dueSoon++
  return { overdue, dueSoon, timed: metrics.size(due) + metrics.size(frozen) }
}

export const capacityOf = (metrics: Metrics, locality: number): readonly CapacityBoard[] =>
  [...metrics.values(capacityKey(locality)).values()].map((text) => JSON.parse(text) as CapacityBoard)

export function declaredOf(metrics: Metrics, locality: number, service: string): DeclaredLevel | null {
  const all = [...metrics.values(declaredKey(locality)).values()].map((text) => JSON.parse(text) as DeclaredLevel & { readonly service: string })
  const [last] = all.filter((one) => one.service === service).sort((a, b) => b.at - a.at)
  return last ? { level: last.level, reason: last.reason, at: last.at, until: last.until } : null
}

export function sourcesOf(heard: ReadonlyMap<string, Instant>, { sources }: Pack): readonly SourceBoard[] {
  return [...heard].map(([id, heardAt]) => {
    const listed = sources.find((source) => source.id === id)
    return {
      id,
      heardAt,
      throughAt: heardAt,
      lateAt: listed ? heardAt + listed.lateAfter : null,
      silentAt: listed ? heardAt + listed.silentAfter : null,
      oddities: {},
    }
  })
}
