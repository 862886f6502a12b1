import type { Event } from '../contract/event.ts'
import type { Instant } from '../contract/instant.ts'

/** An event, and from when on it was known. */
export interface Known {
  readonly event: Event
  readonly at: Instant
}

/**
 * The lines of a log in the order in which they were recorded. One that says when it was written down is believed, wherever it
 * stands; one that does not was written down no earlier than those above it that do not say either. So a log that was sorted by
 * when things happened is judged as one that was kept in order.
 */
export function inOrder(events: Iterable<Event>): readonly Known[] {
  let latest = -Infinity
  const known: Known[] = []
  for (const event of events) {
    const { recordedAt, happenedAt } = event
    if (recordedAt !== happenedAt) known.push({ event, at: recordedAt })
    else known.push({ event, at: (latest = Math.max(latest, recordedAt)) })
  }
  return known.sort((a, b) => a.at - b.at)
}
