import type { Finding } from '../contract/blockage.ts'
import type { Instant } from '../contract/instant.ts'
import type { Level, PressureBoard } from '../contract/pressure.ts'
import type { FlowChange } from '../domain/judgement/judge.ts'
import type { StageRule } from '../domain/rules.ts'

/** A transition that a backtest found: of a flow, with what the waiting cases have in common; or of a service's level. */
export type Found = FlowFound | LevelFound

export interface FlowFound extends FlowChange {
  readonly kind: 'flow'
  readonly rule: StageRule
  readonly findings: readonly Finding[]
}

/** A level that is left is cleared, and the one that is entered is opened. */
export interface LevelFound {
  readonly kind: 'level'
  readonly at: Instant
  readonly state: 'opened' | 'cleared'
  readonly locality: number
  readonly service: string
  readonly level: Level
  readonly pressure: PressureBoard
}
