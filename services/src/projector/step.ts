import type { Instant } from '@weir/shared/contract/instant'
import { type Facts, NO_FACTS } from '@weir/shared/domain/facts'
import { isCase, personOf } from '@weir/shared/domain/entity'
import type { Recorded } from '../edge/ledger/ledger.ts'
import { isWorld, reasonOf } from '../edge/trouble.ts'
import { type Share, eventName, namesInLedger } from './batch.ts'
import type { Flow } from './flow.ts'
import { type Generation, GenerationChanged } from './generation.ts'
import type { Groups } from './groups.ts'
import { type Coming, type Projected, project } from './project.ts'
import { ABSENT, type Stored } from './record.ts'
import type { Answer, Heard, Step } from './store.ts'

/**
 * One step: so many cases, read, projected and written. What is known, what has come, the pure projection, then side by side
 * one atomic step in Redis that is guarded by each case's stamp, and the cases' rows. Whoever loses a guard looks again;
 * whatever fails is split until one case is left, which is put aside and shown.
 */
export interface Work {
  readonly flow: Flow
  readonly generation: Generation
  /** false while the generation is folded beside the one that is shown */
  readonly shown: boolean
  readonly now: Instant
  readonly heard: readonly Heard[]
  readonly mark: Step['mark']
  /** of all that was read for this work: it only grows, so that no try is refused as older than what one before it wrote */
  readonly newest: { seq: number }
}

const MOST_TRIES = 50

/** One step, split in two where it fails for a reason that is not the world's, until a single case is left to put aside. */
export async function attempt(work: Work, shares: readonly Share[]): Promise<'done' | 'merged'> {
  try {
    return await step(work, shares)
  } catch (error) {
    if (isWorld(error) || error instanceof GenerationChanged) throw error
    const [share] = shares
    if (!share) throw error
    if (shares.length === 1) return putAside(work, share, error)
    const middle = Math.ceil(shares.length / 2)
    const first = await attempt({ ...work, mark: null }, shares.slice(0, middle))
    return first === 'merged' ? first : attempt(work, shares.slice(middle))
  }
}

async function putAside(work: Work, share: Share, error: unknown): Promise<'done' | 'merged'> {
  const { store } = work.generation
  work.flow.log.error({ reason: reasonOf(error) }, 'a case cannot be projected: it is put aside, and shown')
  await store.setStuck(share.entity, reasonOf(error))
  return step(work, [])
}

async function step(work: Work, shares: readonly Share[]): Promise<'done' | 'merged'> {
  let left = shares
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const projected = await projectStep(work, left)
    if (projected === 'merged') return projected
    const [answer] = await Promise.all([apply(work, projected.cases, projected.merges), writeVisits(work, projected.cases)])
    if (answer.kind === 'merged') return 'merged'
    if (answer.leftOut.length === 0) {
      if (projected.orphans.length > 0) await work.generation.store.dropOrphans(projected.orphans)
      return work.mark ? moveMark(work, projected.merges) : 'done'
    }
    const again = new Set(answer.leftOut.map(({ entity }) => entity))
    left = left.filter(({ entity }) => again.has(entity))
  }
  throw new Error('a case was written by others again and again while it was projected')
}

type Applied = Exclude<Answer, { readonly kind: 'other generation' }>

async function apply({ generation, heard, shown }: Work, projected: readonly Projected[], merges: string): Promise<Applied> {
  return onlyThis(await generation.store.apply({ projected, heard, merges, mark: null, shown }))
}

async function moveMark({ generation, mark, shown }: Work, merges: string): Promise<'done' | 'merged'> {
  const answer = onlyThis(await generation.store.apply({ projected: [], heard: [], merges, mark, shown }))
  return answer.kind === 'merged' ? 'merged' : 'done'
}

function onlyThis(answer: Answer): Applied {
  if (answer.kind === 'other generation') throw new GenerationChanged()
  return answer
}

async function projectStep(
  { flow, generation, now, newest }: Work,
  shares: readonly Share[],
): Promise<{ cases: readonly Projected[]; merges: string; orphans: readonly string[] } | 'merged'> {
  const events = shares.flatMap(({ entries }) => entries.map(({ event }) => eventName(event)))
  const { records, merges, orphans } = await generation.store.load(
    shares.map(({ entity }) => entity),
    events,
  )
  if (merges !== generation.groupedAt()) return 'merged'
  const isOrphan = new Set(orphans)
  const groups = await generation.groups()
  const needsAll = (share: Share, known: Stored | undefined) =>
    share.reload || share.entries.some(({ event }) => isOrphan.has(eventName(event))) || (known?.stamp === 0 && !isNew(share, groups))
  const incomplete = shares.filter((share, index) => needsAll(share, records[index]))
  if (incomplete.length > 0) newest.seq = Math.max(newest.seq, await flow.ledger.head()) // before the facts: they are of this seq at least
  const whole = await wholeFacts(flow, generation, incomplete)
  const cases = shares.map(({ entity, entries }, index) => {
    const coming: Coming = { entity, events: entries.map(({ event }) => event), seq: Math.max(newest.seq, ...entries.map((entry) => entry.seq)) }
    const all = whole.get(entity)
    return project(records[index] ?? ABSENT, all ? { ...coming, whole: all } : coming, generation.rules, now)
  })
  return { cases, merges, orphans }
}

/**
 * Absent and new is new; absent and not new has left the store, and is read from the ledger. What is new under one name of a
 * person who has several may have come and gone under another.
 */
const isNew = ({ entity, entries }: Share, groups: Groups): boolean =>
  entries.some((entry) => entry.first && entry.entity === entity) && namesInLedger(entity, groups).length === 1

async function wholeFacts({ ledger }: Flow, generation: Generation, shares: readonly Share[]): Promise<ReadonlyMap<string, Facts>> {
  const groups = await generation.groups()
  const owner = new Map(shares.flatMap(({ entity }) => namesInLedger(entity, groups).map((name) => [name, entity] as const)))
  const facts = new Map<string, Facts>(shares.map(({ entity }) => [entity, NO_FACTS]))
  const recorded = owner.size > 0 ? await ledger.ofEntities([...owner.keys()]) : []
  for (const [entity, all] of Map.groupBy(recorded, (entry) => owner.get(entry.entity) ?? '')) facts.set(entity, factsFrom(all))
  return facts
}

export function factsFrom(recorded: readonly Recorded[]): Facts {
  const facts = recorded.map(({ event, voidAt }) => (voidAt === null ? { event } : { event, voidAt }))
  return { version: facts.length + facts.filter(({ voidAt }) => voidAt !== undefined).length, facts }
}

async function writeVisits({ flow: { ledger }, generation: { rules } }: Work, cases: readonly Projected[]): Promise<void> {
  const rows = cases
    .filter(({ entity }) => isCase(entity))
    .map(({ entity, seq, visits }) => ({
      entity,
      person: personOf(entity) ?? '',
      visits,
      version: seq,
    }))
  if (rows.length > 0) await ledger.writeVisits(rows, rules.localities)
}
