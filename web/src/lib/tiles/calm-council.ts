import type { LocalitySummary } from '@weir/shared/contract/board'
import { UNPLACED } from '@weir/shared/words/name'
import { isQuiet } from './level-look.ts'

/**
 * How many places have a level, where every one of them is steady beyond doubt and nothing is held anywhere, not even among what
 * has no place; 0 where that cannot be said. Where a level presses, is in doubt or is not told, its own tile says so, large.
 */
export function calmPlaces(localities: readonly Pick<LocalitySummary, 'locality' | 'pressure' | 'blocked' | 'blockages'>[]): number {
  const placed = localities.filter(({ locality, pressure }) => locality !== UNPLACED && pressure.length > 0)
  const isCalm = placed.every(({ pressure }) => pressure.every(isQuiet))
  const isHeld = localities.some(({ blocked, blockages }) => blocked + blockages.length > 0)
  return isCalm && !isHeld ? placed.length : 0
}
