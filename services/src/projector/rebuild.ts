import { createHash, randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Instant } from '@weir/shared/contract/instant'
import type { Pack } from '@weir/shared/contract/pack'
import { isCase, mergesOf, personOf } from '@weir/shared/domain/entity'
import type { Keys } from '../edge/keys.ts'
import type { Recorded } from '../edge/ledger/ledger.ts'
import { eventName, routed } from './batch.ts'
import type { Flow } from './flow.ts'
import { openFoldWriter } from './fold-writer.ts'
import { type Generation, openGeneration } from './generation.ts'
import { groupsChangeAt, groupsOf } from './groups.ts'
import { projectBatch } from './projector.ts'

/** Raised whenever the same facts would be projected to other metrics: every ledger is then folded anew. */
const PROJECTION_VERSION = 4

/** The name of a generation begins with a hash of what it depends on: the pack, and how this release projects. */
export const packHash = (pack: Pack): string =>
  createHash('sha256')
    .update(JSON.stringify([PROJECTION_VERSION, pack]))
    .digest('hex')
    .slice(0, 10)

/** A name that nobody has yet: folds of the same pack differ by a few letters of chance. */
export const newName = (pack: Pack): string => `${packHash(pack)}-${randomBytes(3).toString('hex')}`

export type Progress = (done: number, total: number) => Promise<void> | void

const PAGE = 5000
const CATCH_UP_PAGE = 2000

/**
 * Folds the whole ledger into a new generation beside the one that is shown: every case once, from all of its events, and
 * written once. What comes meanwhile is caught up at the end.
 */
export async function foldNewGeneration(flow: Flow, redis: Redis, root: Keys, pack: Pack, progress: Progress, name = newName(pack)): Promise<Generation> {
  const generation = openGeneration(redis, root, name, pack)
  const { keys } = generation.store
  const now = flow.clock.now()
  await redis.zadd(root.generations, Date.now(), generation.name)
  const head = await flow.ledger.head()
  await foldGroups(flow, generation, now)
  await foldEntities(flow, generation, head, now, progress)
  await redis.set(keys.pack, JSON.stringify(pack))
  await redis.set(keys.mark, head)
  await catchUp(flow, generation, false)
  return generation
}

/** Everything in the ledger beyond the mark, in order: after a start, and whenever a batch was lost on the way. */
export async function catchUp(flow: Flow, generation: Generation, shown = true): Promise<number> {
  let caught = 0
  for (;;) {
    const mark = await generation.store.mark()
    const entries = await flow.ledger.read(mark, CATCH_UP_PAGE)
    const last = entries.at(-1)
    if (!last) return caught
    await projectBatch(
      flow,
      generation,
      { entries, receivedAt: Math.max(...entries.map((entry) => entry.receivedAt)), mark: { from: mark + 1, to: last.seq } },
      shown,
    )
    caught += entries.length
  }
}

async function foldGroups({ ledger }: Flow, generation: Generation, now: Instant): Promise<void> {
  const merges = await ledger.merges()
  const groups = groupsOf(merges, now)
  const wakes = [...Map.groupBy(merges, ({ subject }) => subject)].map(([subject, theirs]) => [mergesOf(subject), groupsChangeAt(theirs, now)] as const)
  if (merges.length > 0) await generation.store.regroup('0', [...groups.keys()], groups, wakes)
  const orphans = await ledger.orphans()
  if (orphans.length > 0) await generation.store.addOrphans(orphans.map(eventName))
}

async function foldEntities(flow: Flow, generation: Generation, head: number, now: Instant, progress: Progress): Promise<void> {
  const groups = await generation.groups()
  const regrouped = new Map<string, Recorded[]>()
  const writer = openFoldWriter(flow, generation, now, head)
  let open: { readonly entity: string; readonly recorded: Recorded[] } | null = null as { readonly entity: string; readonly recorded: Recorded[] } | null
  let done = 0
  for await (const page of flow.ledger.scan(head, PAGE)) {
    writer.hear(page)
    for (const entry of page) {
      const { entity } = entry
      if (isCase(entity) && groups.has(personOf(entity) ?? '')) {
        const name = routed(entity, groups)
        regrouped.set(name, [...(regrouped.get(name) ?? []), entry])
        if (name !== entity) regrouped.set(entity, regrouped.get(entity) ?? []) // under its old name there is nothing any more
      } else if (open?.entity === entity) open.recorded.push(entry)
      else {
        if (open) await writer.add(open.entity, open.recorded)
        open = { entity, recorded: [entry] }
      }
    }
    await progress((done += page.length), head)
  }
  if (open) await writer.add(open.entity, open.recorded)
  for (const [entity, recorded] of regrouped) await writer.add(entity, recorded)
  await writer.finish()
}
