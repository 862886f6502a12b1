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
  /** Those of the localities' topics that changed and that somebody watches; from now on, none has changed. */
  take(topics: readonly Topic[]): readonly number[]
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
      const taken = [...topics.keys()].filter((locality) => hasChanged(locality) && (watches('council') || watches(topics[locality] ?? 'council')))
      everything = false
      dirty.clear()
      return taken
    },
  }
}
