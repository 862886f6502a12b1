import type { Instant } from '../contract/instant.ts'

/**
 * What is still to come, in the order in which it will happen: a binary heap of instants and of what to do at each. Two
 * things of one instant happen in the order in which they were put down, so that a run can be repeated exactly.
 */
export interface Agenda {
  put(at: Instant, act: (at: Instant) => void): void
  /** Does all that comes before `end`, and whatever that puts down before it. */
  runUntil(end: Instant): void
}

interface Item {
  readonly at: Instant
  readonly order: number
  readonly act: (at: Instant) => void
}

export function agenda(): Agenda {
  const heap: Item[] = []
  let order = 0
  return {
    put: (at, act) => push(heap, { at, order: order++, act }),
    runUntil(end) {
      for (let next = heap[0]; next && next.at < end; next = heap[0]) {
        pop(heap)
        next.act(next.at)
      }
    },
  }
}

const before = (a: Item, b: Item): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

function push(heap: Item[], item: Item): void {
  let hole = heap.length
  for (heap.push(item); hole > 0;) {
    const above = (hole - 1) >> 1
    const parent = heap[above]
    if (!parent || !before(item, parent)) break
    heap[hole] = parent
    hole = above
  }
  heap[hole] = item
}

function pop(heap: Item[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let hole = 0
  for (;;) {
    const child = smallerChild(heap, hole)
    const item = heap[child]
    if (!item || !before(item, last)) break
    heap[hole] = item
    hole = child
  }
  heap[hole] = last
}

function smallerChild(heap: readonly Item[], hole: number): number {
  const left = heap[2 * hole + 1]
  const right = heap[2 * hole + 2]
  return left && right && before(right, left) ? 2 * hole + 2 : 2 * hole + 1
}
