import type { BoardContent } from '@weir/shared/domain/read-board'
import type { BoardReader } from '../edge/board-reader.ts'
import type { Clock } from '../edge/clock.ts'

/** The boards as they were last read, by number of locality. A reading that ends late never replaces one that began later. */
export interface Contents {
  read(reader: BoardReader, localities: Iterable<number>): Promise<void>
  of(locality: number): BoardContent | undefined
  /** when it was last read, in milliseconds of `performance`; null where it never was */
  readAt(locality: number): number | null
  clear(): void
}

export function openContents(clock: Clock): Contents {
  const contents = new Map<number, { readonly content: BoardContent; readonly readAt: number }>()
  return {
    of: (locality) => contents.get(locality)?.content,
    readAt: (locality) => contents.get(locality)?.readAt ?? null,
    clear: () => contents.clear(),
    read: async (reader, localities) => {
      const now = clock.now()
      const { mode } = clock
      const readAt = performance.now()
      await Promise.all(
        [...localities].map(async (locality) => {
          const content = await reader.read(locality, mode, now)
          if ((contents.get(locality)?.readAt ?? 0) <= readAt) contents.set(locality, { content, readAt })
        }),
      )
    },
  }
}
