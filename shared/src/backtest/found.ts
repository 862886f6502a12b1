import type { Finding } from '../contract/blockage.ts'
import type { Change } from '../domain/judgement/council.ts'
import type { FlowChange } from '../domain/judgement/judge.ts'
import type { StageRule } from '../domain/rules.ts'

/** A transition that a backtest found; that of a flow with what the waiting cases have in common. */
export type Found = FlowFound | Exclude<Change, { readonly kind: 'flow' }>

export interface FlowFound extends FlowChange {
  readonly kind: 'flow'
  readonly rule: StageRule
  readonly findings: readonly Finding[]
}
