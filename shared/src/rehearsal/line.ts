import { type Instant, MINUTE } from '../contract/instant.ts'
import type { Uniform } from '../domain/random.ts'
import type { Agenda } from './agenda.ts'
import { between } from './chance.ts'

/**
 * Those who are ready and wait for their turn, and the turns of a day. Turns come through the day at no particular moments;
 * each goes to whoever is first. A turn that finds nobody is kept for whoever comes the same day. Staff do more as the line
 * grows and less as it shrinks, by the square root: so a line swings about its usual length, and twice the load makes it four
 * times as long.
 */
export interface Turn {
  /** the smallest goes first */
  readonly rank: number
  readonly since: Instant
  take(at: Instant): void
}

export interface TurnLine {
  join(turn: Turn, at: Instant): void
  drop(turn: Turn): void
  /** gives out the turns of a day, at these moments */
  open(moments: readonly Instant[], closesAt: Instant): void
  readonly length: () => number
}

const SETTLES = MINUTE // nobody moves on in the very moment of coming: two entries of one instant have no order

export function turnLine(agenda: Agenda, chance: Uniform): TurnLine {
  const ready: Turn[] = []
  let spare = 0
  let closes: Instant = -Infinity
  const drop = (turn: Turn) => {
    const index = ready.indexOf(turn)
    if (index >= 0) ready.splice(index, 1)
  }
  const turnComes = (at: Instant) => {
    const turn = firstOf(ready, at - SETTLES)
    if (!turn) return void spare++
    drop(turn)
    turn.take(at)
  }
  return {
    join(turn, at) {
      ready.push(turn)
      if (spare === 0 || at >= closes) return
      spare--
      agenda.put(at + Math.round(between(chance, 5, 90)) * MINUTE, turnComes)
    },
    drop,
    open(moments, closesAt) {
      spare = 0
      closes = closesAt
      for (const moment of moments) agenda.put(moment, turnComes)
    },
    length: () => ready.length,
  }
}

function firstOf(ready: readonly Turn[], before: Instant): Turn | undefined {
  let first: Turn | undefined
  for (const turn of ready) if (turn.since <= before && (!first || turn.rank < first.rank)) first = turn
  return first
}

const LEAST = 0.6
const MOST = 1.5

/** How much more or less than usual is done of a line of this length. `expected`: those who will come today as well. */
export const effort = (length: number, usual: number, expected: number): number =>
  Math.min(MOST, Math.max(LEAST, Math.sqrt((length + expected) / (usual + expected))))
