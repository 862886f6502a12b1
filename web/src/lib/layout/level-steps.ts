import type { Level } from '@weir/shared/contract/pressure'

/** Reached for sure, possibly reached, not reached. */
export type Step = 'sure' | 'maybe' | 'clear'

const LEVELS: readonly Level[] = [1, 2, 3, 4]

/** The four steps of the scale, calmest first. Where the level is not sure, only the least that it could be counts as reached. */
export const levelSteps = ({ from, to }: { readonly from: Level; readonly to: Level }): readonly Step[] =>
  LEVELS.map((level) => (level <= from ? 'sure' : level <= to ? 'maybe' : 'clear'))
