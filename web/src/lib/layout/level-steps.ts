import type { Level } from '@weir/shared/contract/pressure'

/** Reached for sure, possibly reached, not reached. */
export type Step = 'sure' | 'maybe' | 'clear'

const LEVELS: readonly Level[] = [1, 2, 3, 4]

/**
 * The four steps of the scale, calmest first. Where the level is not sure, only the least that it could be counts as reached;
 * where none is told, none does, and any might be.
 */
export const levelSteps = (range: { readonly from: Level; readonly to: Level } | null): readonly Step[] =>
  LEVELS.map((level) => (range === null ? 'maybe' : level <= range.from ? 'sure' : level <= range.to ? 'maybe' : 'clear'))
