import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event } from '../src/contract/event.ts'
import type { BoardContent } from '../src/domain/read-board.ts'
import { type MemoryStore, memoryStore } from './memory-store.ts'
import { type Recount, recount } from './recount.ts'
import { PATIENCE_MS, runs } from './runs.ts'
import { type World, worlds } from './worlds.ts'

/**
 * Law 4 on the pure core: every figure on a board equals a naive recount over the ledger, to the digit.
 * Broken on purpose: a transfer that began a new `enteredAt`, and an early `left` that stayed where it was dated; each failed here.
 */

/** The recount does not say in which order a list stands; the boards' own order is another test's business. */
const inAnyOrder = (items: readonly object[]) => items.map((item) => JSON.stringify(Object.entries(item).sort())).sort()
const counted = ({ stages, pathways, duties, capacity }: Recount | BoardContent) => ({
  stages: stages.map((stage) => ({ ...stage, sourceSays: inAnyOrder(stage.sourceSays) })),
  pathways,
  duties: inAnyOrder(duties),
  capacity: inAnyOrder(capacity),
})

function expectRecounted(store: MemoryStore, { pack }: World, delivered: readonly Event[], now: number): void {
  const expected = recount(pack, delivered, now)
  for (const [locality, board] of store.boards(now)) {
    expect({ now, locality, ...counted(board) }).toEqual({ now, locality, ...counted(expected.get(locality) as Recount) })
  }
}

test('every figure on a board equals a naive recount of the events that have come, at every stop of the clock', { timeout: PATIENCE_MS }, () => {
  const deliveries = worlds().chain((world) =>
    fc.record({ world: fc.constant(world), turns: fc.array(fc.nat(world.stops.length - 1), { minLength: world.log.length, maxLength: world.log.length }) }),
  )
  fc.assert(
    fc.property(deliveries, ({ world, turns }) => {
      const store = memoryStore(world.pack)
      const delivered: Event[] = []
      world.stops.forEach((now, stop) => {
        const batch = world.log.filter((_, number) => turns[number] === stop)
        store.wake(now)
        store.take(batch, now)
        delivered.push(...batch)
        expectRecounted(store, world, delivered, now)
      })
    }),
    runs(2000),
  )
})
