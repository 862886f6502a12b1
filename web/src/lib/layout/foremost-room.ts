/**
 * The least room, in rem, of what is seen first on a place's wall, so that nothing of it is cut through: the level of each service
 * with what adds most to it and the first thing to do; a blockage with its sentence; a warning with its chances and how such
 * warnings have fared; and how many more there are. What is left of the wall goes to the journeys, which can be low.
 */
export interface ForemostRoom {
  /** of levels side by side, and of levels one below the other */
  readonly levelsBeside: number
  readonly levelsBelow: number
  readonly blockages: number
  readonly ahead: number
}

/** A level in doubt takes a line of its own, and says why below it. */
export type LevelSize = 'calm' | 'pressing' | 'doubted'

const LEVELS: Readonly<Record<LevelSize, number>> = { calm: 4.4, pressing: 10.8, doubted: 14.1 }
const BLOCKAGE = 5.8
const WARNING = 4
const SCORECARD = 1.6
/** "and 2 more" */
const MORE = 1.1
export const GAP = 0.35

export function foremostRoom(levels: readonly LevelSize[], blockages: number, warnings: number): ForemostRoom {
  const sizes = levels.map((size) => LEVELS[size])
  const more = (count: number) => (count > 1 ? MORE : 0)
  return {
    levelsBeside: Math.max(0, ...sizes),
    levelsBelow: sizes.reduce((sum, size) => sum + size, 0) + GAP * Math.max(0, sizes.length - 1),
    blockages: blockages === 0 ? 0 : BLOCKAGE + more(blockages),
    ahead: warnings === 0 ? 0 : WARNING + more(warnings) + SCORECARD,
  }
}
