import type { Redis } from 'ioredis'
import type { Delta, Document, Topic } from '@weir/shared/contract/delta'
import type { Pack } from '@weir/shared/contract/pack'
import { councilOf } from '@weir/shared/domain/council'
import type { BoardContent } from '@weir/shared/domain/read-board'
import { type Rules, rulesOf } from '@weir/shared/domain/rules'
import type { Clock } from '../edge/clock.ts'
import type { Keys } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import { oneAtATime, within } from '../edge/one-at-a-time.ts'
import { reasonOf } from '../edge/trouble.ts'
import { type Documents, openDocuments } from './documents.ts'
import { openPace } from './pace.ts'
import { type BoardReader, boardReader } from '../edge/board-reader.ts'

/**
 * The boards of the generation that is shown, kept current for the topics that are watched and read afresh for those that
 * are not. Each locality is read once for all who watch it, and the council is made from the same boards. Any number of
 * gateways do this without knowing of each other.
 */
export interface Boards {
  /** Opens the generation that is shown; false where there is none yet. */
  open(): Promise<boolean>
  pack(): Pack
  generation(): string
  /** The current document; null where there is no such topic. Fails, and soon, while Redis is away. */
  document(topic: Topic): Promise<Document | null>
  watch(topic: Topic): void
  unwatch(topic: Topic): void
  has: Documents['has']
  /** word from Redis: numbers of changed localities, or `*` */
  changed(message: string): void
  /** reads everything that is watched again: what time alone has changed */
  tick(): void
  close(): Promise<void>
}

export interface Told {
  delta(topic: Topic, delta: Delta): void
  generation(): void
}

interface Shown {
  readonly name: string
  readonly pack: Pack
  readonly rules: Rules
  readonly reader: BoardReader
}

const FRESH_MS = 200
const PATIENCE_MS = 3000

export function openBoards(redis: Redis, root: Keys, clock: Clock, epoch: string, told: Told, log: Log): Boards {
  const documents = openDocuments(epoch)
  const watchers = new Map<Topic, number>()
  const contents = new Map<number, { readonly content: BoardContent; readonly readAt: number }>()
  const dirty = new Set<number>()
  const toldAt = new Map<Topic, number>()
  let shown: Shown | null = null
  let everything = false

  const open = async (): Promise<boolean> => {
    const name = await redis.get(root.current)
    if (name === null || name === shown?.name) return shown !== null
    const text = await redis.get(root.generation(name).pack)
    if (text === null) return false
    const pack = JSON.parse(text) as Pack
    const rules = rulesOf(pack)
    shown = { name, pack, rules, reader: boardReader(redis, root, root.generation(name), pack, rules) }
    contents.clear()
    everything = true
    told.generation()
    return true
  }

  const current = (): Shown => {
    if (!shown) throw new Error('no generation is shown yet')
    return shown
  }

  const localityOf = (topic: Topic): number | undefined => (topic === 'council' ? undefined : current().rules.localityIndex(topic.slice('board/'.length)))
  const topicOf = (locality: number): Topic => `board/${current().rules.localities[locality] ?? ''}`

  const read = async (localities: Iterable<number>): Promise<void> => {
    const { reader } = current()
    const now = clock.now()
    const { mode } = clock
    const readAt = performance.now()
    await Promise.all(
      [...localities].map(async (locality) => {
        const content = await reader.read(locality, mode, now)
        if ((contents.get(locality)?.readAt ?? 0) <= readAt) contents.set(locality, { content, readAt })
      }),
    )
  }

  /** The council comes first on its screen what is placed, then what is not. */
  const council = () => {
    const all = current()
      .rules.localities.map((_id, index) => contents.get(index)?.content)
      .filter((content) => content !== undefined)
    return councilOf([...all.slice(1), ...all.slice(0, 1)])
  }

  const tell = (topic: Topic, content: Omit<Document, 'version'>): void => {
    toldAt.set(topic, performance.now())
    const delta = documents.next(topic, content)
    if (delta) told.delta(topic, delta)
  }

  const look = async (): Promise<number> => {
    const began = performance.now()
    let reading = 0
    try {
      if (everything) await open()
      const { rules } = current()
      const watchesCouncil = watchers.has('council')
      const wanted = rules.localities
        .map((_id, index) => index)
        .filter((index) => (everything || dirty.has(index)) && (watchesCouncil || watchers.has(topicOf(index))))
      everything = false
      dirty.clear()
      await read(wanted)
      reading = performance.now() - began
      for (const locality of wanted) {
        const content = contents.get(locality)?.content
        if (content && watchers.has(topicOf(locality))) tell(topicOf(locality), content)
      }
      if (watchesCouncil && contents.size === rules.localities.length && wanted.length > 0) tell('council', council())
    } catch (error) {
      everything = true // whatever was missed is read with the next tick
      log.debug({ reason: reasonOf(error) }, 'the boards could not be read')
    }
    return reading
  }

  const pace = openPace(look)

  /** For those who ask anew. What `look` reads it reads for itself: it must see all that was changed before it began. */
  const openOnce = oneAtATime((_all: null) => open())
  const readOnce = oneAtATime((locality: number) => read([locality]))

  const document = async (topic: Topic): Promise<Document | null> => {
    await openOnce(null) // whoever asks anew must not be told of a generation that is gone
    const locality = localityOf(topic)
    if (topic !== 'council' && locality === undefined) return null
    const needed = locality === undefined ? current().rules.localities.map((_id, index) => index) : [locality]
    await Promise.all(needed.filter((index) => !isFresh(index)).map(readOnce))
    const readAt = Math.max(...needed.map((index) => contents.get(index)?.readAt ?? 0)) // perhaps for another topic
    if (!documents.current(topic) || readAt > (toldAt.get(topic) ?? 0)) {
      tell(topic, locality === undefined ? council() : (contents.get(locality)?.content ?? council()))
    }
    return documents.current(topic) ?? null
  }

  const isFresh = (locality: number): boolean =>
    !dirty.has(locality) && !everything && performance.now() - (contents.get(locality)?.readAt ?? -Infinity) < FRESH_MS

  return {
    open,
    pack: () => current().pack,
    generation: () => current().name,
    has: documents.has,
    document: async (topic) => {
      if (redis.status !== 'ready') throw new Error('Redis is away')
      return within(PATIENCE_MS, document(topic), 'Redis')
    },
    watch: (topic) => void watchers.set(topic, (watchers.get(topic) ?? 0) + 1),
    unwatch: (topic) => {
      const left = (watchers.get(topic) ?? 1) - 1
      if (left > 0) watchers.set(topic, left)
      else {
        watchers.delete(topic)
        documents.forget(topic)
      }
    },
    changed: (message) => {
      if (message === '*') everything = true
      else for (const locality of message.split(',')) dirty.add(Number(locality))
      pace.nudge()
    },
    tick: () => {
      everything = true
      pace.nudge()
    },
    close: () => pace.stop(),
  }
}
