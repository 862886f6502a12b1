import type { Board } from '@weir/shared/contract/board'

type Source = Board['sources'][number]
export type SourceState = 'live' | 'late' | 'silent' | 'never'

/** A source is late or silent from the instants that the board says, unless it is heard before; `never` where it has not been heard yet. */
export function sourceState({ heardAt, lateAt, silentAt }: Source, now: number): SourceState {
  if (heardAt === null) return 'never'
  if (silentAt !== null && now >= silentAt) return 'silent'
  return lateAt !== null && now >= lateAt ? 'late' : 'live'
}
