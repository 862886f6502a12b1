import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event } from '../src/contract/event.ts'
import { DAY, type Instant } from '../src/contract/instant.ts'
import { type MemoryStore, memoryStore } from './memory-store.ts'
import { PATIENCE_MS, runs } from './runs.ts'
import { type World, worlds } from './worlds.ts'

/**
 * Law 1 on the pure core: late, repeated, shuffled, re-batched and withdrawn events give the same board.
 * Broken on purpose: the latest of two withdrawals made to stand, and counts that are gone left where they were; each failed here.
 */

const end = ({ stops }: World): Instant => stops.at(-1) ?? 0

function delivered({ pack }: World, batches: readonly (readonly Event[])[], clock: readonly Instant[]): MemoryStore {
  const store = memoryStore(pack)
  clock.forEach((now, turn) => {
    store.wake(now)
    store.take(batches[turn] ?? [], now)
  })
  return store
}

/** Byte for byte: the order of every list and every key is part of a board. */
const boardsOf = (store: MemoryStore, now: Instant): string => JSON.stringify([...store.boards(now)])

/** Each event comes once or up to three times, at whatever stops of the clock and in whatever order. */
const disorders = worlds().chain((world) =>
  fc.record({
    world: fc.constant(world),
    turns: fc.array(fc.array(fc.nat(world.stops.length - 1), { minLength: 1, maxLength: 3 }), { minLength: world.log.length, maxLength: world.log.length }),
    shuffle: fc.array(fc.nat(), { minLength: world.log.length, maxLength: world.log.length }),
  }),
)

test('late, repeated, shuffled and re-batched events give the same board, byte for byte', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(disorders, ({ world, turns, shuffle }) => {
      const order = world.log.map((_, number) => number).sort((a, b) => (shuffle[a] ?? 0) - (shuffle[b] ?? 0))
      const batches = world.stops.map((_, stop) =>
        order.flatMap((number) => (turns[number] ?? []).filter((turn) => turn === stop).flatMap(() => world.log[number] ?? [])),
      )
      const now = end(world)
      expect(boardsOf(delivered(world, batches, world.stops), now)).toBe(boardsOf(delivered(world, [world.log], [now]), now))
    }),
    runs(600),
  )
})

test('an event at a time gives the same board as all at once', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const now = end(world)
      expect(
        boardsOf(
          delivered(
            world,
            world.log.map((event) => [event]),
            world.log.map(() => now),
          ),
          now,
        ),
      ).toBe(boardsOf(delivered(world, [world.log], [now]), now))
    }),
    runs(300),
  )
})

/** All but the last word from each source, which a withdrawn event has still been. */
const figuresOf = (store: MemoryStore, now: Instant) => [...store.boards(now)].map(([, { sources: _, ...board }]) => board)
const oddities = (store: MemoryStore, now: Instant) => store.board('unplaced', now).sources.map((source) => source.oddities)

test('withdrawn events are as if they had never been, whether their withdrawal comes before or after them', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(disorders, ({ world, turns }) => {
      const now = end(world)
      const batches = world.stops.map((_, stop) => world.log.filter((_, number) => turns[number]?.[0] === stop))
      const all = batches.flat()
      const withdrawals = all.filter((event) => event.kind === 'withdrawn' && event.happenedAt <= now)
      const isVoid = ({ source, id, kind }: Event) =>
        kind !== 'withdrawn' && withdrawals.some((withdrawal) => withdrawal.source === source && withdrawal.kind === 'withdrawn' && withdrawal.data.id === id)
      const left = all.filter((event) => !isVoid(event) && event.kind !== 'withdrawn')
      const heartbeats = all.map((event): Event => ({
        kind: 'heartbeat',
        source: event.source,
        id: `heard ${event.id}`,
        happenedAt: event.happenedAt,
        recordedAt: event.recordedAt,
        data: {},
      }))
      const [withAll, without] = [delivered(world, batches, world.stops), delivered(world, [[...left, ...heartbeats]], [now])]
      expect(figuresOf(withAll, now)).toEqual(figuresOf(without, now))
      expect(oddities(withAll, now)).toEqual(oddities(without, now))
    }),
    runs(600),
  )
})

test('when everything is withdrawn, nothing is left behind', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(disorders, ({ world, turns }) => {
      const now = end(world)
      const store = delivered(
        world,
        world.stops.map((_, stop) => world.log.filter((_, number) => turns[number]?.[0] === stop)),
        world.stops,
      )
      store.take(
        world.log
          .filter((event) => event.kind !== 'withdrawn')
          .map((event): Event => ({
            kind: 'withdrawn',
            source: event.source,
            id: `void ${event.id}`,
            happenedAt: now,
            recordedAt: now,
            data: { id: event.id },
          })),
        now,
      )
      expect(
        [...store.boards(now).values()].flatMap(({ stages, pathways, duties, capacity }) => [
          ...stages.filter((stage) => stage.waiting + stage.arrivals.d7 + stage.departures.d7 + stage.sourceSays.length > 0),
          ...pathways.filter(({ arrivals, departures }) => arrivals.d7 + departures.d7 > 0),
          ...duties,
          ...capacity,
        ]),
      ).toEqual([])
      store.wake(now + 400 * DAY) // buckets go when they are forgotten, whatever is in them
      expect(store.names()).toEqual([])
    }),
    runs(300),
  )
})
