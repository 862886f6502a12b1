import type { BlockageBoard } from '@weir/shared/contract/blockage'
import { gravestFirst } from './signals.ts'

export interface Asked {
  readonly pathway: string
  /** a stage, or a duty */
  readonly part: string | null
}

/**
 * What a screen that was given this address is to show: what is held in that stage; where none is named, whatever is gravest here
 * now. Null where it is not held (any more).
 */
export function pickBlockage(blockages: readonly BlockageBoard[], asked: Asked | null): BlockageBoard | null {
  const sorted = gravestFirst(blockages)
  if (asked === null) return sorted[0] ?? null
  return sorted.find(({ pathway, stage, duty }) => pathway === asked.pathway && (asked.part === null || (stage ?? duty) === asked.part)) ?? null
}
