import type { StageBoard } from '@weir/shared/contract/board'
import type { Level } from '@weir/shared/contract/pressure'
import type { PackView } from '@weir/shared/contract/pack-view'

/**
 * Every state that a locality's pressure and flows can be in, made: to see how the wall looks in it. A scene is the same each
 * time, and speaks of the stages that the made pack has.
 */
export const SCENES = [
  'steady',
  'busy',
  'high',
  'critical',
  'weakened',
  'doubted',
  'untold',
  'declared-above',
  'declared-below',
  'everywhere',
  'recording-lag',
  'surge',
  'capacity-drop',
  'bottleneck',
  'authorisation',
  'many',
] as const
export type Scene = (typeof SCENES)[number]

export const isScene = (value: string | null): value is Scene => SCENES.some((scene) => scene === value)

export interface Place {
  readonly pack: PackView
  readonly stages: readonly StageBoard[]
  readonly services: readonly string[]
  readonly now: number
}

export const LEVEL_OF: Readonly<Record<Scene, Level | null>> = {
  steady: 1,
  busy: 2,
  high: 3,
  critical: 4,
  weakened: 2,
  doubted: 1,
  untold: null,
  'declared-above': 2,
  'declared-below': 4,
  everywhere: 2,
  'recording-lag': 2,
  surge: 2,
  'capacity-drop': 3,
  bottleneck: 2,
  authorisation: 2,
  many: 4,
}
