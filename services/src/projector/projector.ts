import type { Instant } from '@weir/shared/contract/instant'
import { isMerges, personOf } from '@weir/shared/domain/entity'
import { type Entry, type Share, type SortedBatch, eventName, routed, sharesOf, sortOut } from './batch.ts'
import type { Flow } from './flow.ts'
import type { Generation } from './generation.ts'
import type { Groups } from './groups.ts'
import { regroup } from './merge.ts'
import { type Work, attempt } from './step.ts'

/**
 * A batch of events → one generation's metrics and the visit table, in steps of a bounded number of cases (step.ts). The mark
 * moves after both, in a step of its own behind the metrics in Redis: it is never ahead of a metric nor of a row, and nobody
 * who watches waits for a row. Running a batch twice, or two at once, changes nothing.
 */
export interface Batch {
  readonly entries: readonly Entry[]
  readonly receivedAt: Instant
  readonly mark: { readonly from: number; readonly to: number } | null
}

const CASES_A_STEP = 256
const MOST_TRIES = 50

export async function projectBatch(flow: Flow, generation: Generation, batch: Batch, shown = true): Promise<void> {
  const now = Math.max(flow.clock.now(), batch.receivedAt)
  const sorted = sortOut(batch.entries)
  const reload = await moved(flow, generation, sorted, now)
  const work: Work = { flow, generation, shown, now, heard: sorted.heard, mark: batch.mark, newest: { seq: batch.mark?.to ?? 0 } }
  await projectShares(work, (groups) =>
    sharesOf(
      sorted.plain,
      [...reload].flatMap((entity) => [entity, routed(entity, groups)]),
      groups,
    ),
  )
}

/** The entities of which the batch voids something, or whose people it joins or parts: they are read again from the ledger. */
async function moved(flow: Flow, generation: Generation, { merged, withdrawals }: SortedBatch, now: Instant): Promise<ReadonlySet<string>> {
  const reload = new Set<string>()
  const regrouped = async (people: readonly string[]) => {
    for (const entity of await regroup(flow, generation, people, now)) reload.add(entity)
  }
  if (merged.length > 0) await regrouped(merged)
  const voided = withdrawals.map(({ source, data }) => ({ source, id: data.id }))
  if (voided.length === 0) return reload
  // First the word that it is void, then the look for it: an event that comes in between finds one or is found by the other.
  await generation.store.addOrphans(voided.map(eventName))
  const found = await flow.ledger.entitiesOfEvents(voided)
  for (const { entity } of found) {
    if (isMerges(entity)) await regrouped([personOf(entity) ?? ''])
    else reload.add(entity)
  }
  if (found.length > 0) await generation.store.dropOrphans(found.map(eventName))
  return reload
}

/** Entities that time alone has changed (their facts stand), or that must be read again from the ledger. */
export async function projectAgain(flow: Flow, generation: Generation, entities: readonly string[], whole: boolean): Promise<void> {
  const now = flow.clock.now()
  const people = entities.filter((entity) => isMerges(entity)).map((entity) => personOf(entity) ?? '')
  const moved = people.length > 0 ? await regroup(flow, generation, people, now) : []
  const shares = new Map<string, Share>()
  for (const entity of entities) if (!isMerges(entity)) shares.set(entity, { entity, entries: [], reload: whole })
  for (const entity of moved) shares.set(entity, { entity, entries: [], reload: true })
  if (shares.size > 0) await projectShares({ flow, generation, shown: true, now, heard: [], mark: null, newest: { seq: 0 } }, () => [...shares.values()])
}

async function projectShares(work: Work, sharesFor: (groups: Groups) => readonly Share[]): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if ((await eachStep(work, sharesFor(await work.generation.groups()))) === 'done') return
    await work.generation.forgetGroups() // people were regrouped meanwhile: sort out again who is who
  }
  throw new Error('people were regrouped again and again while a batch was projected')
}

/** Steps of a bounded number of cases each; the last one moves the mark. */
async function eachStep(work: Work, shares: readonly Share[]): Promise<'done' | 'merged'> {
  for (let from = 0; from === 0 || from < shares.length; from += CASES_A_STEP) {
    const last = from + CASES_A_STEP >= shares.length
    const part = shares.slice(from, from + CASES_A_STEP)
    const outcome = await attempt({ ...work, mark: last ? work.mark : null, heard: last ? work.heard : [] }, part)
    if (outcome === 'merged') return outcome
  }
  return 'done'
}
