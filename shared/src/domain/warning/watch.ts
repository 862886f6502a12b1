import type { Instant } from '../../contract/instant.ts'
import type { WarningChance, WarningLine } from '../../contract/warning.ts'
import { crosses } from './chance.ts'

/**
 * What is remembered of one line of one stage in one place: the warning that is shown, with the line that it spoke of, which
 * stays where it was while the warning lasts. A fold over fixed instants: the same facts give the same transitions.
 *
 *   nothing ─ 6 in 10 within a week ─▶ shown ─ less than 4 in 10, or nothing can be told any more ─▶ nothing
 *                                       └─ the line is crossed: it came true ─▶ nothing, until it is no longer crossed
 */
export interface WarningMemory {
  readonly shown: Shown | null
}
export interface Shown {
  readonly since: Instant
  readonly threshold: number
}
export const NO_WARNING: WarningMemory = { shown: null }

/** What an evaluation found of a line; no chances where nothing can be told. */
export interface Outlooked {
  readonly line: WarningLine
  readonly now: number
  readonly threshold: number
  readonly chances: readonly WarningChance[]
}

export type WarningTransition =
  { readonly state: 'opened'; readonly shown: Shown } | { readonly state: 'cleared'; readonly shown: Shown; readonly why: 'came' | 'faded' | 'untold' }

export interface WarningStep {
  readonly memory: WarningMemory
  readonly transitions: readonly WarningTransition[]
}

export const WARNS_WITHIN = 7
const ENTERS = 0.6
const LEAVES = 0.4

export function watchLine({ shown }: WarningMemory, found: Outlooked, now: Instant): WarningStep {
  const chance = found.chances.find(({ days }) => days === WARNS_WITHIN)?.chance ?? null
  if (shown) {
    const why = crosses(found.line, found.now, shown.threshold) ? 'came' : chance === null ? 'untold' : chance < LEAVES ? 'faded' : null
    return why === null ? { memory: { shown }, transitions: [] } : { memory: NO_WARNING, transitions: [{ state: 'cleared', shown, why }] }
  }
  if (chance === null || chance < ENTERS || crosses(found.line, found.now, found.threshold)) return { memory: NO_WARNING, transitions: [] }
  const opened = { since: now, threshold: found.threshold }
  return { memory: { shown: opened }, transitions: [{ state: 'opened', shown: opened }] }
}
