import type { Topic } from '@weir/shared/contract/delta'

/** Who watches what, and what has changed since it was last taken to be read. Localities go by number. Nothing is read here. */
export interface Attention {
  watch(topic: Topic): void
  /** true where nobody watches it any more */
  unwatch(topic: Topic): boolean
  watches(topic: Topic): boolean
  changed(which: Iterable<number> | 'all'): void
  hasChanged(locality: number): boolean
  everythingHas(): boolean
  /** What changed and is watched, to be read now; from here on, nothing has changed. */
  take(topics: readonly Topic[]): Taken
}

export interface Taken {
  readonly localities: readonly number[]
  /** whether the council is watched: who comes to it while these are read is not told of it by them, because the others are old */
  readonly council: boolean
}

export function openAttention(): Attention {
  const watchers = new Map<Topic, number>()
  const dirty = new Set<number>()
  let everything = false
  const hasChanged = (locality: number): boolean => everything || dirty.has(locality)
  const watches = (topic: Topic): boolean => watchers.has(topic)
  return {
    watches,
    hasChanged,
    everythingHas: () => everything,
    watch: (topic) => void watchers.set(topic, (watchers.get(topic) ?? 0) + 1),
    unwatch: (topic) => {
      const left = (watchers.get(topic) ?? 1) - 1
      if (left > 0) watchers.set(topic, left)
      else watchers.delete(topic)
      return left <= 0
    },
    changed: (which) => {
      if (which === 'all') everything = true
      else for (const locality of which) dirty.add(locality)
    },
    take: (topics) => {
      const council = watches('council')
      const localities = topics.flatMap((topic, locality) => (hasChanged(locality) && (council || watches(topic)) ? [locality] : []))
      everything = false
      dirty.clear()
      return { localities, council }
    },
  }
}
