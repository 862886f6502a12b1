import type { Council } from '@weir/shared/contract/board'
import type { Delta, Document, Topic } from '@weir/shared/contract/delta'
import type { PackView } from '@weir/shared/contract/pack-view'
import { diff } from '@weir/shared/domain/diff'
import { HOUR, SECOND } from '@weir/shared/contract/instant'
import { madeWorld } from '../../web/dev/made-boards.ts'
import { SCENES } from '../../web/dev/scenes.ts'

/**
 * A wall's months, without a flow behind them: a ring of made documents in which figures move, levels rise and fall and
 * blockages come and go, and the deltas from each to the next, as often as they are asked for. The last leads to the first.
 */
export interface Months {
  readonly topic: Topic
  /** the document as it stands after so many deltas */
  at(count: number): Document
  /** the delta that makes it the next */
  delta(count: number): Delta
}

const EPOCH = 'soak'
const RING = 500 // what is weighed after a thousand and after a million is the same picture
const SCENE_LASTS = 50
const CHANGES = 2 // at twenty events a second, a delta carries one or two
/** A million of them are a month. */
const APART_MS = 2.6 * SECOND
const STARTED_AT = Date.parse('2026-11-22T09:00:00Z')

export function monthsOf(pack: PackView, topic: Topic): Months {
  const sources = (now: number): Council['sources'] =>
    pack.sources.map(({ id }) => ({ id, heardAt: now, throughAt: now, lateAt: now + 1e12, silentAt: now + 1e12, oddities: {} }))
  const world = madeWorld(pack, 'live', sources, STARTED_AT)
  const ring = Array.from({ length: RING }, (_none, at) => {
    world.show(at < RING / 2 ? null : (SCENES[Math.floor(at / SCENE_LASTS) % SCENES.length] ?? null))
    world.move(CHANGES, STARTED_AT + (at % RING) * SECOND)
    const content = topic === 'council' ? world.council() : world.board(topic.slice('board/'.length))
    if (!content) throw new Error(`the made pack has no ${topic}`)
    return JSON.parse(JSON.stringify(content)) as Omit<Document, 'version'>
  })
  const contentAt = (at: number) => ({ version: { epoch: EPOCH, seq: 0 }, ...ring[at % RING], asOf: 0 }) as Document
  const patches = ring.map((_content, at) => diff(contentAt(at), { ...contentAt(at + 1), version: { epoch: EPOCH, seq: 1 } }).patch)
  const version = (count: number) => ({ epoch: EPOCH, seq: count + 1 })
  const asOf = (count: number): number => Math.round(STARTED_AT + HOUR + count * APART_MS)
  return {
    topic,
    at: (count) => ({ ...contentAt(count), version: version(count), asOf: asOf(count) }),
    delta: (count) => ({ from: version(count), to: version(count + 1), asOf: asOf(count + 1), patch: patches[count % RING] ?? null }),
  }
}
