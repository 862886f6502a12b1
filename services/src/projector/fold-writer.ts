import type { Instant } from '@weir/shared/contract/instant'
import { isCase, isMerges, personOf } from '@weir/shared/domain/entity'
import type { CaseVisits, Recorded } from '../edge/ledger/ledger.ts'
import { heardFrom } from './batch.ts'
import type { Flow } from './flow.ts'
import type { Generation } from './generation.ts'
import { inSteps } from './in-steps.ts'
import { type Projected, project } from './project.ts'
import { ABSENT } from './record.ts'
import { factsFrom } from './step.ts'
import type { Heard } from './store.ts'

const CASES_A_STEP = 256 // Redis does nothing else meanwhile
const CASES_A_COMMIT = 1024 // who writes live rows waits for it

/** Writes a generation that is not shown: every case once, with all of its events; who was heard, at the end. */
export interface FoldWriter {
  hear(page: readonly Recorded[]): void
  add(entity: string, recorded: readonly Recorded[]): Promise<void>
  finish(): Promise<void>
}

export function openFoldWriter({ ledger, log }: Flow, generation: Generation, now: Instant, head: number): FoldWriter {
  const { store, rules } = generation
  const apply = async (projected: readonly Projected[], said: readonly Heard[]): Promise<void> => {
    const answer = await store.apply({ projected, heard: said, merges: generation.groupedAt(), mark: null, shown: false })
    if (answer.kind !== 'applied' || answer.leftOut.length > 0) throw new Error('somebody else writes into a generation that is not shown')
  }
  const metrics = inSteps<Projected>(CASES_A_STEP, (projected) => apply(projected, []))
  const rows = inSteps<CaseVisits>(CASES_A_COMMIT, (cases) => ledger.writeVisits(cases, rules.localities))
  const projected = async (entity: string, recorded: readonly Recorded[]): Promise<Projected | null> => {
    try {
      return project(ABSENT, { entity, events: [], seq: head, whole: factsFrom(recorded) }, rules, now)
    } catch (error) {
      log.error({ err: error }, 'a case cannot be projected: it is put aside, and shown')
      await store.setStuck(entity, String(error))
      return null
    }
  }
  let heard: readonly Heard[] = []
  return {
    hear: (page) => {
      heard = newestOf([...heard, ...heardFrom(page.map(({ event }) => event))])
    },
    add: async (entity, recorded) => {
      if (isMerges(entity) || entity.startsWith('source|')) return
      const one = await projected(entity, recorded)
      if (!one) return
      await metrics.add(one)
      if (isCase(entity)) await rows.add({ entity, person: personOf(entity) ?? '', visits: one.visits, version: head })
    },
    finish: async () => {
      await Promise.all([metrics.finish(), rows.finish()])
      await apply([], heard)
    },
  }
}

const newestOf = (heard: readonly Heard[]): readonly Heard[] =>
  [...Map.groupBy(heard, ({ source }) => source)].map(([source, all]) => ({
    source,
    heard: Math.max(...all.map((one) => one.heard ?? -Infinity)),
    through: all.some((one) => one.through !== null) ? Math.max(...all.map((one) => one.through ?? -Infinity)) : null,
  }))
