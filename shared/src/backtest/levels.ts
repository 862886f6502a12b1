import type { Instant } from '../contract/instant.ts'
import type { Pack } from '../contract/pack.ts'
import type { FlowsJudged, Seen } from '../domain/judgement/judge.ts'
import { comesTo, dependsOn, servicesAt } from '../domain/judgement/services.ts'
import type { StageStep } from '../domain/judgement/flows.ts'
import { type LocalDay, localDay } from '../domain/local-time.ts'
import { waitingKey } from '../domain/metric.ts'
import { pressureConfig } from '../domain/pressure/config.ts'
import { NEW_PRESSURE, type PressureMemory, pressureOf } from '../domain/pressure/pressure.ts'
import type { ComesAt } from '../domain/pressure/service-at.ts'
import type { Rules } from '../domain/rules.ts'
import { DAYS_KEPT } from '../domain/window.ts'
import type { LevelFound } from './found.ts'
import type { Metrics } from './metrics.ts'
import { capacityOf, declaredOf, sourcesOf, stagesOf } from './places.ts'
import type { UsualWaits } from './usual-waits.ts'

/** The level of every service in every place, folded over the fixed instants with what the flows were last judged to be. */
export interface Levels {
  hear(source: string, at: Instant): void
  /** `judged` is null where no flow was looked at this time */
  evaluate(judged: FlowsJudged | null, waits: UsualWaits, at: Instant): Generator<LevelFound>
}

export function openLevels(metrics: Metrics, pack: Pack, rules: Rules): Levels {
  const heard = new Map<string, Instant>()
  const memory = new Map<string, PressureMemory>()
  const comes = new Map<string, { readonly day: LocalDay; readonly comes: readonly ComesAt[] }>()
  let steps: readonly (StageStep | null)[] = []
  let seen: readonly (readonly Seen[] | null)[] = []

  const comesHere = (locality: number, service: string, day: LocalDay): readonly ComesAt[] => {
    const name = `${locality} ${service}`
    let known = comes.get(name)
    if (known?.day !== day) {
      const days = Array.from({ length: DAYS_KEPT + 1 }, (_, index) => metrics.day(locality, day - DAYS_KEPT + index, rules.stages.length))
      comes.set(name, (known = { day, comes: comesTo(service, days, rules) }))
    }
    return known.comes
  }

  const placeAt = (locality: number, waits: UsualWaits, at: Instant) => {
    const stages = stagesOf(metrics, rules, locality, at)
    const day = localDay(at, rules.calendar.timeZone)
    return {
      locality,
      stages,
      timed: stages.map(({ timed }) => timed),
      older: rules.stages.map(({ index }) => olderThan(metrics, locality, index, waits.of(index), at)),
      capacity: capacityOf(metrics, locality),
      sources: sourcesOf(heard, pack),
      comes: (service: string) => comesHere(locality, service, day),
      dependsOn: (source: string, service: string) => dependsOn(pack, source, service, rules.localities[locality] ?? ''),
      declared: (service: string) => declaredOf(metrics, locality, service),
    }
  }

  return {
    hear: (source, at) => void heard.set(source, Math.max(heard.get(source) ?? -Infinity, at)),
    *evaluate(judged, waits, at) {
      if (judged) {
        steps = judged.steps.map((step, index) => step ?? steps[index] ?? null)
        seen = judged.seen.map((stage, index) => stage ?? seen[index] ?? null)
      }
      if (steps.length === 0) return
      const all = seen.flatMap((stage) => stage ?? [])
      for (const [locality] of rules.localities.entries()) {
        for (const service of servicesAt(placeAt(locality, waits, at), steps, all, rules)) {
          const name = `${locality} ${service.service}`
          const before = memory.get(name) ?? NEW_PRESSURE
          const { pressure, memory: after } = pressureOf(service, pressureConfig(pack.pressure, service.service), before, at)
          memory.set(name, after)
          if (after.level === before.level) continue
          const about = { kind: 'level' as const, at, locality, service: service.service, pressure }
          if (before.level !== null) yield { ...about, state: 'cleared', level: before.level }
          if (after.level !== null) yield { ...about, state: 'opened', level: after.level }
        }
      }
    },
  }
}

function olderThan(metrics: Metrics, locality: number, stage: number, usual: number | null, now: Instant): number | null {
  if (usual === null) return null
  let older = 0
  for (const enteredAt of metrics.scores(waitingKey(locality, stage))) if (now - enteredAt > usual) older++
  return older
}
