import type { Event, EventOf } from '@weir/shared/contract/event'
import { isCase, ofPerson, personOf } from '@weir/shared/domain/entity'
import type { Recorded } from '../edge/ledger/ledger.ts'
import { type Groups, membersOf } from './groups.ts'
import type { Heard } from './store.ts'

/** A batch sorted out by what must happen with it: pure. */
export interface SortedBatch {
  /** events of cases and stated figures, by entity as named when they came */
  readonly plain: readonly Entry[]
  readonly withdrawals: readonly EventOf<'withdrawn'>[]
  /** people whom merges in this batch speak of */
  readonly merged: readonly string[]
  readonly heard: readonly Heard[]
}

export type Entry = Pick<Recorded, 'seq' | 'first' | 'entity' | 'event'>

export function sortOut(entries: readonly Entry[]): SortedBatch {
  const plain: Entry[] = []
  const withdrawals: EventOf<'withdrawn'>[] = []
  const merged: string[] = []
  for (const entry of entries) {
    const { event } = entry
    if (event.kind === 'withdrawn') withdrawals.push(event)
    else if (event.kind === 'merged') merged.push(event.subject ?? '', event.data.into)
    else if (event.kind !== 'heartbeat') plain.push(entry)
  }
  return { plain, withdrawals, merged, heard: heardFrom(entries.map(({ event }) => event)) }
}

/** When each source was last heard: the newest instant of recording. A withdrawal speaks of the past and does not count. */
export function heardFrom(events: readonly Event[]): readonly Heard[] {
  const heard = new Map<string, { heard: number; through: number | null }>()
  for (const event of events) {
    if (event.kind === 'withdrawn') continue
    const known = heard.get(event.source)
    const through = event.kind === 'heartbeat' ? (event.data.through ?? null) : null
    if (known) {
      known.heard = Math.max(known.heard, event.recordedAt)
      if (through !== null) known.through = Math.max(known.through ?? through, through)
    } else heard.set(event.source, { heard: event.recordedAt, through })
  }
  return [...heard].map(([source, at]) => ({ source, ...at }))
}

/** One entity's share of a batch, under the name that its person goes by. */
export interface Share {
  readonly entity: string
  readonly entries: readonly Entry[]
  /** what is known may be incomplete: read all of it from the ledger */
  readonly reload: boolean
}

export function sharesOf(plain: readonly Entry[], reload: Iterable<string>, groups: Groups): readonly Share[] {
  const shares = new Map<string, { entity: string; entries: Entry[]; reload: boolean }>()
  const shareOf = (entity: string) => {
    let share = shares.get(entity)
    if (!share) shares.set(entity, (share = { entity, entries: [], reload: false }))
    return share
  }
  for (const entry of plain) shareOf(routed(entry.entity, groups)).entries.push(entry)
  for (const entity of reload) shareOf(entity).reload = true
  return [...shares.values()]
}

export function routed(entity: string, groups: Groups): string {
  if (groups.size === 0) return entity
  const name = groups.get(personOf(entity) ?? '')
  return name === undefined || !isCase(entity) ? entity : ofPerson(entity, name)
}

/** The names under which the events of this entity may stand in the ledger: none, where its person goes by another name. */
export function namesInLedger(entity: string, groups: Groups): readonly string[] {
  const person = personOf(entity)
  const name = person === null ? undefined : groups.get(person)
  if (person === null || name === undefined || !isCase(entity)) return [entity]
  return name === person ? membersOf(groups, name).map((member) => ofPerson(entity, member)) : []
}

export const eventName = ({ source, id }: { readonly source: string; readonly id: string }): string => `${source}\t${id}`
