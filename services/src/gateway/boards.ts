import type { Redis } from 'ioredis'
import type { Delta, Document, Topic } from '@weir/shared/contract/delta'
import type { Pack } from '@weir/shared/contract/pack'
import { councilOf } from '@weir/shared/domain/council'
import type { Clock } from '../edge/clock.ts'
import type { Keys } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import { oneAtATime, within } from '../edge/one-at-a-time.ts'
import { type Shown, readShown } from '../edge/shown.ts'
import { reasonOf } from '../edge/trouble.ts'
import { type Taken, openAttention } from './attention.ts'
import { openContents } from './contents.ts'
import { type Documents, openDocuments } from './documents.ts'
import { openPace } from './pace.ts'

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

const FRESH_MS = 200
const PATIENCE_MS = 3000

export function openBoards(redis: Redis, root: Keys, clock: Clock, epoch: string, told: Told, log: Log): Boards {
  const documents = openDocuments(epoch)
  const contents = openContents(clock)
  const attention = openAttention()
  const toldAt = new Map<Topic, number>()
  let shown: Shown | null = null

  const open = async (): Promise<boolean> => {
    const now = await readShown(redis, root, shown)
    if (now === null || now === shown) return shown !== null
    shown = now
    contents.clear()
    attention.changed('all')
    told.generation()
    return true
  }

  const current = (): Shown => {
    if (!shown) throw new Error('no generation is shown yet')
    return shown
  }

  const topics = (): readonly Topic[] => current().rules.localities.map((id) => `board/${id}` as const)

  /** The council comes first on its screen what is placed, then what is not. */
  const council = () => {
    const all = [...topics().keys()].map(contents.of).filter((content) => content !== undefined)
    return councilOf([...all.slice(1), ...all.slice(0, 1)])
  }

  const tell = (topic: Topic, content: Omit<Document, 'version'>): void => {
    toldAt.set(topic, performance.now())
    const delta = documents.next(topic, content)
    if (delta) told.delta(topic, delta)
  }

  /** Reads what has changed and is watched, and tells it. Answers for how long it read, in milliseconds. */
  const look = async (): Promise<number> => {
    const began = performance.now()
    let reading = 0
    try {
      if (attention.everythingHas()) await open()
      const taken = attention.take(topics())
      await contents.read(current().reader, taken.localities)
      reading = performance.now() - began
      tellOf(taken)
    } catch (error) {
      attention.changed('all') // whatever was missed is read with the next tick
      log.debug({ reason: reasonOf(error) }, 'the boards could not be read')
    }
    return reading
  }

  const tellOf = (taken: Taken): void => {
    const all = topics()
    for (const locality of taken.localities) {
      const [topic, content] = [all[locality], contents.of(locality)]
      if (topic && content && attention.watches(topic)) tell(topic, content)
    }
    const complete = [...all.keys()].every((locality) => contents.of(locality))
    if (taken.council && complete && taken.localities.length > 0) tell('council', council())
  }

  const pace = openPace(look)

  /** For those who ask anew. What `look` reads it reads for itself: it must see all that was changed before it began. */
  const openOnce = oneAtATime((_all: null) => open())
  const readOnce = oneAtATime((locality: number) => contents.read(current().reader, [locality]))

  const isFresh = (locality: number): boolean => !attention.hasChanged(locality) && performance.now() - (contents.readAt(locality) ?? -Infinity) < FRESH_MS

  const document = async (topic: Topic): Promise<Document | null> => {
    await openOnce(null) // whoever asks anew must not be told of a generation that is gone
    const needed = [...topics().entries()].filter(([, one]) => topic === 'council' || topic === one).map(([locality]) => locality)
    const [first] = needed
    if (first === undefined) return null
    await Promise.all(needed.filter((locality) => !isFresh(locality)).map(readOnce))
    const readAt = Math.max(...needed.map((locality) => contents.readAt(locality) ?? 0)) // perhaps for another topic
    if (!documents.current(topic) || readAt > (toldAt.get(topic) ?? 0)) tell(topic, topic === 'council' ? council() : (contents.of(first) ?? council()))
    return documents.current(topic) ?? null
  }

  return {
    open,
    pack: () => current().pack,
    generation: () => current().name,
    has: documents.has,
    document: async (topic) => {
      if (redis.status !== 'ready') throw new Error('Redis is away')
      return within(PATIENCE_MS, document(topic), 'Redis')
    },
    watch: attention.watch,
    unwatch: (topic) => {
      if (attention.unwatch(topic)) documents.forget(topic)
    },
    changed: (message) => {
      attention.changed(message === '*' ? 'all' : message.split(',').map(Number))
      pace.nudge()
    },
    tick: () => {
      attention.changed('all')
      pace.nudge()
    },
    close: () => pace.stop(),
  }
}
