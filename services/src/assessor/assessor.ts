import type { Redis } from 'ioredis'
import type { BlockageFindings, Finding } from '@weir/shared/contract/blockage'
import { DAY, type Instant } from '@weir/shared/contract/instant'
import type { Lead } from '@weir/shared/contract/warning'
import { concentrationOf, isPublic } from '@weir/shared/domain/blockage/concentration'
import {
  type Carried,
  type Change,
  type CouncilJudged,
  NOTHING_CARRIED,
  NOTHING_REMEMBERED,
  type Occasion,
  type Remembered,
  judgeCouncil,
} from '@weir/shared/domain/judgement/council'
import { type ComesDaily, comesDaily } from '@weir/shared/domain/judgement/comes-to'
import { isMidnight } from '@weir/shared/domain/judgement/instants'
import { leadsIn } from '@weir/shared/domain/judgement/leads'
import { localDay } from '@weir/shared/domain/local-time'
import type { Judgement, Reading } from '@weir/shared/domain/read-board'
import { daysShown } from '@weir/shared/domain/window'
import type { Keys } from '../edge/keys.ts'
import type { Ledger } from '../edge/ledger/ledger.ts'
import { type Shown, readShown } from '../edge/shown.ts'
import { readDueAhead } from './due-ahead.ts'
import { factsOf, hearTogether } from './facts.ts'
import { type Histories, openHistories } from './histories.ts'
import { keptFindings, nameOf } from './kept.ts'
import { learntFrom, withLearnt } from './kept-stays.ts'
import { keptDaily, keptFrom, rememberedFrom } from './memory.ts'
import { type Waits, openWaits } from './waits.ts'

/**
 * Facts → pressure, blockages, warnings → Redis, and what begins and ends → ledger. At a fixed instant it evaluates, keeps what
 * it found together with what it remembers, and shows it; in between it looks: the same judgement from the same memory on the
 * facts of this moment, shown at once and remembered by nobody. Redis holds only what is shown, so losing it loses nothing.
 */
export interface Assessor {
  /** what is true right now of the places that changed */
  look(changed: ReadonlySet<number> | 'all', now: Instant): Promise<void>
  /** an evaluation at a fixed instant: found, remembered and shown; it is kept while others go on (see `kept`) */
  evaluate(at: Instant): Promise<void>
  /** when the last evaluation is in the ledger; fails where it could not be kept */
  kept(): Promise<void>
  /** the instant of the last evaluation that is remembered; null before the first */
  evaluatedAt(): Promise<Instant | null>
}

interface Judged extends Shown {
  readonly histories: Histories
  readonly waits: Waits
  readonly readings: Map<number, Reading>
  readonly comes: ComesDaily
  readonly findings: Map<string, readonly Finding[]>
  remembered: Remembered
  carried: Carried
  /** learnt once a day */
  leads: readonly Lead[] | null
}

const COMPARED_MS = 120 * DAY

export function openAssessor(redis: Redis, root: Keys, ledger: Ledger): Assessor {
  let judged: Judged | null = null
  const told = new Map<string, string>()
  let keeping: Promise<void> = Promise.resolve()

  const open = async (now: Instant): Promise<Judged | null> => {
    const current = await readShown(redis, root, judged)
    if (current === null) return null
    if (current === judged) return judged
    const { rules, keys, pack } = current
    const kept = await ledger.assessment()
    return (judged = {
      ...current,
      histories: openHistories(redis, keys, rules.localities.length, rules.stages.length, localDay(now, pack.timeZone)),
      waits: openWaits(ledger, rules, learntFrom(kept?.memory, rules)),
      readings: new Map(),
      comes: comesDaily(rules),
      findings: new Map(),
      remembered: kept ? rememberedFrom(kept, rules) : NOTHING_REMEMBERED,
      carried: NOTHING_CARRIED,
      leads: null,
    })
  }

  const judge = async (on: Judged, which: ReadonlySet<number> | 'all', occasion: Occasion, now: Instant): Promise<CouncilJudged> => {
    const { pack, rules, histories, waits, reader, readings } = on
    await histories.refresh()
    const wanted = rules.localities.map((_id, index) => index).filter((index) => which === 'all' || which.has(index) || !readings.has(index))
    const before = rules.stages.map(({ index }) => waits.before(index, now))
    const days = daysShown(now, pack.timeZone)
    const fresh = await Promise.all(wanted.map(async (locality) => ({ locality, reading: await reader.readings(locality, days, before, now) })))
    for (const { locality, reading } of fresh) readings.set(locality, reading)
    hearTogether(readings, fresh.at(-1)?.reading)
    const dueAhead = occasion === 'day' ? await readDueAhead(redis, on.keys, rules, now) : null
    return judgeCouncil(factsOf({ ...on, dueAhead }, now), on.remembered, on.carried, pack, rules, now, occasion)
  }

  const show = async (on: Judged, judgementOf: CouncilJudged['judgementOf'], now: Instant): Promise<void> => {
    const today = localDay(now, on.pack.timeZone)
    on.leads ??= leadsIn((locality) => on.histories.days(locality, today), today, on.rules)
    const changed: number[] = []
    const pipeline = redis.pipeline()
    for (const [locality, id] of on.rules.localities.entries()) {
      const judgement = judgementOf(locality)
      const text = JSON.stringify(completed(on, id, judgement))
      if (told.get(id) === text) continue
      told.set(id, text)
      changed.push(locality)
      pipeline.hset(root.judged, id, text)
      pipeline.hset(root.findings, id, JSON.stringify(findingsOf(on, id, judgement)))
    }
    if (changed.length > 0) await pipeline.publish(root.changed, changed.join(',')).exec()
  }

  return {
    evaluatedAt: async () => (await ledger.assessment())?.at ?? null,
    look: async (changed, now) => {
      const on = await open(now)
      if (!on) return
      const { carried, judgementOf } = await judge(on, changed, 'look', now)
      on.carried = carried
      await show(on, judgementOf, now)
    },
    kept: () => keeping,
    evaluate: async (at) => {
      const on = await open(at)
      if (!on) return
      const occasion = isMidnight(at, on.pack.timeZone) ? 'day' : 'instant'
      await on.waits.learn(at) // in the weeks that a backtest would
      if (occasion === 'day') on.leads = null
      const found = await judge(on, 'all', occasion, at)
      const { carried, remembered, judgementOf, changes } = found
      on.carried = carried
      on.remembered = remembered
      for (const change of changes) await findings(on, ledger, change, at)
      await show(on, judgementOf, at)
      const daily = occasion === 'day' ? keptDaily(remembered) : null
      await keeping // one after the other
      keeping = ledger.keepAssessment(
        { at, memory: withLearnt(keptFrom(remembered, on.rules), on.waits.learnt(), on.rules), daily },
        keptFindings(found, on.rules),
      )
      keeping.catch(() => undefined) // whoever asks next whether it is kept is told
    },
  }
}

/** With what is known beside the facts: what those who wait have in common, where pressure comes from, how long a stay usually lasts. */
function completed(on: Judged, id: string, judgement: Judgement): Judgement {
  const blockages = judgement.blockages.map((blockage) => {
    const found = on.findings.get(nameOf(blockage, id)) ?? []
    const common = found.filter(isPublic)
    return { ...blockage, common, behind: found.length - common.length }
  })
  return { ...judgement, blockages, leads: (on.leads ?? []).filter(({ from, to }) => from === id || to === id), expectations: on.waits.told() }
}

/** All of it, for whoever is signed in. */
const findingsOf = ({ findings }: Judged, id: string, { blockages }: Judgement): readonly BlockageFindings[] =>
  blockages.map((blockage) => {
    const { pathway, stage, duty, kind, openedAt } = blockage
    return { pathway, stage, duty, kind, openedAt, findings: [...(findings.get(nameOf(blockage, id)) ?? [])] }
  })

/** What those who wait have in common: looked for once, when it begins. */
async function findings(on: Judged, ledger: Ledger, change: Change, now: Instant): Promise<void> {
  if (change.kind !== 'flow') return
  const { state, blockage, places } = change
  const localities = places.map((place) => on.rules.localities[place] ?? '')
  const name = nameOf(blockage, localities[0] ?? '')
  on.findings.delete(name)
  if (state === 'cleared' || blockage.stage === null || blockage.kind === 'recording-lag') return
  const { waiting, left } = await ledger.attributesIn({ pathway: blockage.pathway, stage: blockage.stage, localities }, now - COMPARED_MS)
  on.findings.set(name, concentrationOf(waiting, left))
}
