import type { Finding } from '../contract/blockage.ts'
import type { FlowChange } from '../domain/judgement/judge.ts'
import type { StageRule } from '../domain/rules.ts'

/** A transition that a backtest found: what changed, in which stage, and what the waiting cases have in common. */
export interface Found extends FlowChange {
  readonly rule: StageRule
  readonly findings: readonly Finding[]
}
