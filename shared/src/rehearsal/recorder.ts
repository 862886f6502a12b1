import type { EventKind } from '../contract/event.ts'
import type { Instant } from '../contract/instant.ts'
import type { Uniform } from '../domain/random.ts'
import { type RawCloudEvent, type RawData, wired } from './wire.ts'

/** What is written down, and when; handed on in the order of `recordedtime`, as a log of it would be. */
export interface Note<K extends EventKind> {
  readonly kind: K
  readonly source: string
  readonly subject?: string
  readonly at: Instant
  readonly recordedAt: Instant
  readonly data: RawData<K>
  /** absent for what a machine says of itself: that is never sent twice */
  readonly pen?: Uniform
}

export interface Written {
  readonly id: string
  readonly recordedAt: Instant
}

export interface Recorded {
  readonly kind: EventKind
  readonly recordedAt: Instant
  readonly order: number
  readonly event: RawCloudEvent
}

export interface Recorder {
  write<K extends EventKind>(note: Note<K>): Written
  /** all that was written down before `end` and not handed on yet; more may come for later instants only */
  before(end: Instant): readonly Recorded[]
}

const SENT_TWICE = 0.002

export function recorder(): Recorder {
  let waiting: Recorded[] = []
  let order = 0
  const counts = new Map<string, number>()
  const nextId = (source: string): string => {
    const count = (counts.get(source) ?? 0) + 1
    counts.set(source, count)
    return count.toString(36).padStart(6, '0')
  }
  return {
    write({ kind, source, subject, at, recordedAt, data, pen }) {
      const id = nextId(source)
      const recorded = { kind, recordedAt, order: order++, event: wired({ kind, id, source, subject, at, recordedAt, data }) }
      waiting.push(recorded)
      if (pen && pen() < SENT_TWICE) waiting.push(recorded)
      return { id, recordedAt }
    },
    before(end) {
      const due = waiting.filter(({ recordedAt }) => recordedAt < end)
      waiting = waiting.filter(({ recordedAt }) => recordedAt >= end)
      return due.sort((a, b) => a.recordedAt - b.recordedAt || a.order - b.order)
    },
  }
}
