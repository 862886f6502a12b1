import type { StageGlance } from '@weir/shared/contract/board'
import { type Water, waterOf } from './pool.ts'

/** The journeys of a place as they are seen from across a room: a row each, its stages' water side by side as in the place's own wall. */
export interface River {
  readonly rows: readonly RiverRow[]
  /** stages side by side: as many as the longest journey has, so that a stage is as wide in every row */
  readonly across: number
}

export interface RiverRow {
  readonly pathway: string
  readonly waiting: number
  readonly pools: readonly RiverPool[]
}

export interface RiverPool extends Water {
  readonly stage: string
  readonly waiting: number
  readonly look: Look
}

export type Look = 'open' | 'held' | 'slow' | 'late'
export type LookOf = (stage: Pick<StageGlance, 'pathway' | 'stage'>) => Look

const GRAVEST: readonly Look[] = ['held', 'slow', 'late', 'open']

/**
 * Journeys keep the order of the pack, so that each is found where it was yesterday. Where each is one stage there are many of them,
 * and what matters comes first: what is told of it, then what is overdue, then how many wait.
 */
export function riverOf(stages: readonly StageGlance[], lookOf: LookOf): River {
  const journeys = Map.groupBy(stages, ({ pathway }) => pathway)
  const mostWaiting = Math.max(0, ...stages.map(({ waiting }) => waiting))
  const single = [...journeys.values()].every((own) => own.length === 1)
  const ordered = single ? [...journeys].sort(([, [a]], [, [b]]) => byGravity(a, b, lookOf)) : [...journeys]
  return {
    rows: ordered.map(([pathway, own]) => ({
      pathway,
      waiting: own.reduce((sum, { waiting }) => sum + waiting, 0),
      pools: own.map((stage) => ({ stage: stage.stage, waiting: stage.waiting, look: lookOf(stage), ...waterOf(stage, stage.usual, mostWaiting) })),
    })),
    across: Math.max(1, ...[...journeys.values()].map((own) => own.length)),
  }
}

function byGravity(a: StageGlance | undefined, b: StageGlance | undefined, lookOf: LookOf): number {
  if (!a || !b) return 0
  return GRAVEST.indexOf(lookOf(a)) - GRAVEST.indexOf(lookOf(b)) || b.overdue - a.overdue || b.waiting - a.waiting
}
