/** How much of a blockage is told: all, larger where it is the only one; the sentence and a line of evidence; the sentence alone; or a line. */
export type Density = 'alone' | 'full' | 'sentence-only' | 'bare' | 'line'

const SENTENCES = 3

/** A wall begins here and tries again with less, until all of them fit or it can do no more. */
export const leastCrowded = (count: number): number => (count <= SENTENCES ? 0 : 1)
export const MOST_CROWDED = 3
const CROWDED = 2

/**
 * The worst keeps its evidence and the next its sentence, while there is room: the more crowded the wall turns out to be, the more
 * of them are lines, so that none is missed.
 */
export function densityOf(index: number, count: number, crowded: number): Density {
  if (index === 0 && crowded >= MOST_CROWDED) return 'bare'
  if (index === 0) return crowded >= CROWDED ? 'sentence-only' : count === 1 && crowded === 0 ? 'alone' : 'full'
  return index === 1 && crowded === 0 ? 'sentence-only' : 'line'
}
