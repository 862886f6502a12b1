import type { Mode } from './board.ts'
import type { Instant } from './instant.ts'

/** How the flow itself is doing: what a wall must say beside figures that are right only as far as they go. */
export interface Status {
  readonly mode: Mode
  readonly now: Instant
  /** events in the ledger that are not projected yet */
  readonly behind: number
  /** since when the projection has made no progress although something is behind; null while it works */
  readonly stalledSince: Instant | null
  /** a new generation is being folded beside the one that is shown */
  readonly rebuilding: { readonly done: number; readonly total: number } | null
  /** cases whose projection fails: shown, and stopping nobody else */
  readonly stuck: number
  readonly replay: { readonly speed: number | 'max'; readonly until: Instant; readonly ended: boolean } | null
}
