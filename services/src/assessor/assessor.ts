import type { Redis } from 'ioredis'
import type { BlockageBoard, Finding } from '@weir/shared/contract/blockage'
import { DAY, type Instant } from '@weir/shared/contract/instant'
import type { Pack } from '@weir/shared/contract/pack'
import type { DeclaredLevel } from '@weir/shared/contract/pressure'
import { concentrationOf, isPublic } from '@weir/shared/domain/blockage/concentration'
import type { Flow } from '@weir/shared/domain/blockage/flow'
import type { StageStep } from '@weir/shared/domain/judgement/flows'
import { type DutiesJudged, judgeDuties } from '@weir/shared/domain/judgement/duties'
import { isMidnight } from '@weir/shared/domain/judgement/instants'
import { type FlowChange, type Seen, blockagesIn, judgeFlows } from '@weir/shared/domain/judgement/judge'
import { comesTo, dependsOn, servicesAt } from '@weir/shared/domain/judgement/services'
import { flowsIn } from '@weir/shared/domain/judgement/usual-flows'
import { type LocalDay, localDay } from '@weir/shared/domain/local-time'
import { pressureConfig } from '@weir/shared/domain/pressure/config'
import type { ComesAt } from '@weir/shared/domain/pressure/service-at'
import { NEW_PRESSURE, type PressureMemory, pressureOf } from '@weir/shared/domain/pressure/pressure'
import { type Judgement, NOT_JUDGED, type Reading, readBoard } from '@weir/shared/domain/read-board'
import { type Rules, rulesOf } from '@weir/shared/domain/rules'
import { daysShown } from '@weir/shared/domain/window'
import { type BoardReader, boardReader } from '../edge/board-reader.ts'
import type { Keys } from '../edge/keys.ts'
import type { Ledger } from '../edge/ledger/ledger.ts'
import type { KeptTransition } from '../edge/ledger/judgements.ts'
import { type Histories, openHistories } from './histories.ts'
import { NOTHING_REMEMBERED, type Remembered, keptFrom, rememberedFrom } from './memory.ts'
import { type Waits, openWaits } from './waits.ts'

/**
 * Facts → pressure, blockages → Redis, and what begins and ends → ledger. At a fixed instant it evaluates, keeps what it found
 * together with what it remembers, and shows it; in between it looks: the same judgement from the same memory on the facts of
 * this moment, shown at once and remembered by nobody. Redis holds only what is shown, so losing it loses nothing.
 */
export interface Assessor {
  /** what is true right now of the places that changed */
  look(changed: ReadonlySet<number> | 'all', now: Instant): Promise<void>
  /** an evaluation at a fixed instant: found, remembered and shown */
  evaluate(at: Instant): Promise<void>
  /** the instant of the last evaluation that is remembered; null before the first */
  evaluatedAt(): Promise<Instant | null>
}

interface Shown {
  readonly name: string
  readonly pack: Pack
  readonly rules: Rules
  readonly reader: BoardReader
  readonly histories: Histories
  readonly waits: Waits
  readonly readings: Map<number, Reading>
  remembered: Remembered
  /** of the last whole evaluation: what is usual everywhere */
  steps: readonly (StageStep | null)[]
  seen: readonly (readonly Seen[] | null)[]
  readonly findings: Map<string, readonly Finding[]>
  /** by `locality service`, as of a day */
  readonly comes: Map<string, { readonly day: LocalDay; readonly comes: readonly ComesAt[] }>
}

const COMPARED_MS = 120 * DAY

export function openAssessor(redis: Redis, root: Keys, ledger: Ledger): Assessor {
  let shown: Shown | null = null
  const told = new Map<string, string>()

  const open = async (now: Instant): Promise<Shown | null> => {
    const name = await redis.get(root.current)
    if (name === null) return null
    if (shown?.name === name) return shown
    const keys = root.generation(name)
    const text = await redis.get(keys.pack)
    if (text === null) return null
    const pack = JSON.parse(text) as Pack
    const rules = rulesOf(pack)
    const kept = await ledger.assessment()
    return (shown = {
      name,
      pack,
      rules,
      reader: boardReader(redis, root, keys, pack, rules),
      histories: openHistories(redis, keys, rules.localities.length, rules.stages.length, localDay(now, pack.timeZone)),
      waits: openWaits(ledger, rules),
      readings: new Map(),
      remembered: kept ? rememberedFrom(kept.memory, rules) : NOTHING_REMEMBERED,
      steps: [],
      seen: [],
      findings: new Map(),
      comes: new Map(),
    })
  }

  const read = async (on: Shown, which: ReadonlySet<number> | 'all', now: Instant): Promise<void> => {
    await on.histories.refresh()
    const wanted = on.rules.localities.map((_id, index) => index).filter((index) => which === 'all' || which.has(index) || !on.readings.has(index))
    const before = on.rules.stages.map(({ index }) => on.waits.before(index, now))
    const days = daysShown(now, on.pack.timeZone)
    await Promise.all(wanted.map(async (locality) => void on.readings.set(locality, await on.reader.readings(locality, days, before, now))))
  }

  const judge = (on: Shown, whole: boolean, now: Instant) => {
    const held = new Set(on.remembered.stages.flatMap((stage, index) => (stage && [...stage.places, stage.together].some(({ open }) => open) ? [index] : [])))
    const which = whole ? null : held
    return judgeFlows({ flows: flowsOf(on, which, now), why: whyOf(on) }, on.remembered.stages, on.rules, now, which)
  }

  const show = async (on: Shown, steps: readonly (StageStep | null)[], flows: readonly (readonly Seen[] | null)[], duties: DutiesJudged, now: Instant) => {
    const seen = [
      ...flows.flatMap((stage) => stage ?? []),
      ...[...duties.open].flatMap(([place, open]) => open.map((blockage) => ({ places: [place], blockage }))),
    ]
    const pressure = new Map<string, PressureMemory>()
    const changed: number[] = []
    const pipeline = redis.pipeline()
    for (const [locality, id] of on.rules.localities.entries()) {
      const judgement = judgementOf(on, locality, steps, seen, pressure, now)
      const text = JSON.stringify(judgement)
      if (told.get(id) === text) continue
      told.set(id, text)
      changed.push(locality)
      pipeline.hset(root.judged, id, text)
      pipeline.hset(root.findings, id, JSON.stringify(Object.fromEntries(judgement.blockages.map((one) => [nameOf(one), on.findings.get(nameOf(one)) ?? []]))))
    }
    if (changed.length > 0) await pipeline.publish(root.changed, changed.join(',')).exec()
    return pressure
  }

  return {
    evaluatedAt: async () => (await ledger.assessment())?.at ?? null,
    look: async (changed, now) => {
      const on = await open(now)
      if (!on) return
      await read(on, changed, now)
      if (on.steps.length === 0) on.steps = judge(on, true, now).steps // what is usual, before the first evaluation here
      const { steps, seen } = judge(on, false, now)
      on.seen = merged(on.seen, seen)
      await show(on, newest(on.steps, steps), on.seen, judgeDuties(on.readings, on.remembered.duties, on.rules, now), now)
    },
    evaluate: async (at) => {
      const on = await open(at)
      if (!on) return
      const whole = isMidnight(at, on.pack.timeZone) || on.steps.length === 0
      if (whole) await on.waits.learn(at)
      await read(on, 'all', at)
      const { steps, seen, memory, changes } = judge(on, whole, at)
      on.steps = newest(on.steps, steps)
      on.seen = merged(on.seen, seen)
      for (const change of changes) await findings(on, ledger, change, at)
      const before = on.remembered.pressure
      const duties = judgeDuties(on.readings, on.remembered.duties, on.rules, at)
      const pressure = await show(on, on.steps, on.seen, duties, at)
      const signed = dutyChanges(on, duties, at)
      on.remembered = { stages: memory, pressure, duties: duties.memory }
      const found = [...changes.map((change) => keptChange(on.rules, change)), ...signed, ...levelChanges(before, pressure, at)]
      await ledger.keepAssessment({ at, memory: keptFrom(on.remembered, on.rules) }, found)
    },
  }
}

function judgementOf(
  on: Shown,
  locality: number,
  steps: readonly (StageStep | null)[],
  seen: readonly Seen[],
  memories: Map<string, PressureMemory>,
  now: Instant,
): Judgement {
  const reading = on.readings.get(locality)
  if (!reading) return NOT_JUDGED
  const { stages, capacity, sources } = readBoard(reading, on.rules.localities[locality] ?? '', on.pack, on.rules, 'live', now)
  const services = servicesAt(
    {
      locality,
      stages,
      timed: reading.stages.map(({ timed }) => timed),
      older: reading.older,
      capacity,
      sources,
      comes: (service) => comesHere(on, locality, service, now),
      dependsOn: (source, service) => dependsOn(on.pack, source, service, on.rules.localities[locality] ?? ''),
      declared: (service) => declaredHere(reading, service),
    },
    steps,
    seen,
    on.rules,
  )
  const blockages = blockagesIn(locality, seen, on.rules)
  return {
    pressure: services.map((service) => {
      const name = `${on.rules.localities[locality] ?? ''}\t${service.service}`
      const { pressure, memory } = pressureOf(service, pressureConfig(on.pack.pressure, service.service), on.remembered.pressure.get(name) ?? NEW_PRESSURE, now)
      memories.set(name, memory)
      return pressure
    }),
    flows: [...flowsIn(locality, steps, blockages, on.rules)],
    blockages: blockages.map((blockage) => ({
      ...blockage,
      behind: (on.findings.get(nameOf(blockage)) ?? []).filter((one) => !isPublic(one)).length,
    })),
    warnings: [],
  }
}

/** Of several declarations the last one stands. */
function declaredHere({ declared }: Reading, service: string): DeclaredLevel | null {
  const own = declared.filter((one) => one.service === service).sort((a, b) => b.at - a.at)
  const [last] = own
  return last ? { level: last.level, reason: last.reason, at: last.at, until: last.until } : null
}

function comesHere(on: Shown, locality: number, service: string, now: Instant): readonly ComesAt[] {
  const name = `${locality} ${service}`
  const day = localDay(now, on.pack.timeZone)
  let known = on.comes.get(name)
  if (known?.day !== day) on.comes.set(name, (known = { day, comes: comesTo(service, on.histories.days(locality, day), on.rules) }))
  return known.comes
}

function flowsOf(on: Shown, which: ReadonlySet<number> | null, now: Instant): readonly (readonly Flow[])[] {
  const today = localDay(now, on.pack.timeZone)
  const days = on.rules.localities.map((_id, locality) => on.histories.days(locality, today))
  return on.rules.stages.map(({ index }) =>
    which && !which.has(index)
      ? []
      : days.map((place, locality) => {
          const reading = on.readings.get(locality)
          const stage = reading?.stages[index]
          return {
            arrived: place.flatMap((day) => day[index]?.arrived ?? []),
            departed: place.flatMap((day) => day[index]?.departed ?? []),
            waiting: stage?.waiting ?? 0,
            oldestEnteredAt: stage?.oldest ?? null,
            older: reading?.older[index] ?? null,
          }
        }),
  )
}

const whyOf = (on: Shown) => (stage: number, locality: number) => {
  const prefix = `${stage}:reason:`
  return Object.entries(on.readings.get(locality)?.why ?? {})
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, count]) => ({ code: name.slice(prefix.length), count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
}

/** What those who wait have in common: looked for once, when it begins. */
async function findings(on: Shown, ledger: Ledger, { state, blockage, places }: FlowChange, now: Instant): Promise<void> {
  const name = nameOf(blockage)
  on.findings.delete(name)
  if (state === 'cleared' || blockage.stage === null || blockage.kind === 'recording-lag') return
  const localities = places.map((place) => on.rules.localities[place] ?? '')
  const { waiting, left } = await ledger.attributesIn({ pathway: blockage.pathway, stage: blockage.stage, localities }, now - COMPARED_MS)
  on.findings.set(name, concentrationOf(waiting, left))
}

const nameOf = ({ pathway, stage, duty, kind, openedAt }: BlockageBoard): string => [pathway, stage ?? '', duty ?? '', kind, openedAt].join('\t')

const merged = (before: Shown['seen'], now: Shown['seen']): Shown['seen'] => now.map((stage, index) => stage ?? before[index] ?? null)
const newest = (before: readonly (StageStep | null)[], now: readonly (StageStep | null)[]): readonly (StageStep | null)[] =>
  now.map((step, index) => step ?? before[index] ?? null)

const keptChange = (rules: Rules, { at, state, locality, blockage }: FlowChange): KeptTransition => ({
  at,
  state,
  locality: locality === null ? null : (rules.localities[locality] ?? null),
  service: blockage.service,
  pathway: blockage.pathway,
  stage: blockage.stage,
  signal: blockage.kind,
  evidence: blockage,
})

/** What began to wait for an authorisation, or no longer does. */
function dutyChanges({ remembered, rules }: Shown, { memory, open }: DutiesJudged, at: Instant): readonly KeptTransition[] {
  const change = (name: string, state: KeptTransition['state'], evidence: unknown): KeptTransition => {
    const [locality = '', duty = ''] = name.split('\t')
    const { id, service } = rules.pathwayOfDuty(duty)
    return { at, state, locality, service, pathway: id, stage: null, signal: 'authorisation', evidence }
  }
  const began = [...memory.keys()].filter((name) => !remembered.duties.has(name))
  const ended = [...remembered.duties.keys()].filter((name) => !memory.has(name))
  const boardOf = (name: string) => {
    const [locality = '', duty = ''] = name.split('\t')
    return open.get(rules.localities.indexOf(locality))?.find((blockage) => blockage.duty === duty) ?? { duty }
  }
  return [...ended.map((name) => change(name, 'cleared', boardOf(name))), ...began.map((name) => change(name, 'opened', boardOf(name)))]
}

/** A level that is left is cleared, and the one that is entered is opened. */
function levelChanges(before: ReadonlyMap<string, PressureMemory>, after: ReadonlyMap<string, PressureMemory>, at: Instant): readonly KeptTransition[] {
  return [...after].flatMap(([name, { level }]) => {
    const was = before.get(name)?.level ?? null
    if (was === level) return []
    const [locality = '', service = ''] = name.split('\t')
    const change = (state: KeptTransition['state'], of: number | null) =>
      of === null ? [] : [{ at, state, locality, service, pathway: null, stage: null, signal: 'level', evidence: { level: of } }]
    return [...change('cleared', was), ...change('opened', level)]
  })
}
