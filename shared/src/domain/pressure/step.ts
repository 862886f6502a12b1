import type { Band } from '../../contract/pressure-file.ts'

/**
 * Which step a value reaches, from 1; 0 is none. A step is entered at `enter` and left below `leave`, so a value in between
 * stays on the step where it was: `before`. Never lower for a higher value, nor for a higher step before.
 */
export function stepAt(value: number, steps: readonly Band[], before: number): number {
  const entered = steps.findLastIndex(({ enter }) => value >= enter) + 1
  const kept = steps.findLastIndex(({ leave }, index) => index < before && value >= leave) + 1
  return Math.max(entered, kept)
}
