import type { Contributions } from './contribution.ts'
import { TAB } from './metric.ts'
import { type Horizon, isKept } from './window.ts'

/** One step of a change to the rolling metrics. Steps add, set or remove; none reads, so each can be made blindly and once. */
export type Change =
  | { readonly kind: 'count'; readonly hash: string; readonly field: string; readonly by: number }
  | { readonly kind: 'mark'; readonly set: string; readonly score: number | null }
  | { readonly kind: 'value'; readonly hash: string; readonly field: string; readonly text: string | null }

/**
 * What turns the metrics with `applied` in them into the metrics with `next` in them. Buckets that are no longer kept are
 * left alone on both sides: they are forgotten whole, and taking from a forgotten one would leave a negative behind.
 */
export function difference(applied: Contributions, next: Contributions, horizon: Horizon): readonly Change[] {
  const changes: Change[] = []
  for (const metric in next.counts) countChange(changes, metric, (next.counts[metric] ?? 0) - (applied.counts[metric] ?? 0), horizon)
  for (const metric in applied.counts) if (!(metric in next.counts)) countChange(changes, metric, -(applied.counts[metric] ?? 0), horizon)
  for (const set in next.marks) {
    const score = next.marks[set]
    if (score !== undefined && score !== applied.marks[set]) changes.push({ kind: 'mark', set, score })
  }
  for (const set in applied.marks) if (!(set in next.marks)) changes.push({ kind: 'mark', set, score: null })
  for (const metric in next.values) {
    const text = next.values[metric]
    if (text !== undefined && text !== applied.values[metric]) changes.push({ kind: 'value', ...parts(metric), text })
  }
  for (const metric in applied.values) if (!(metric in next.values)) changes.push({ kind: 'value', ...parts(metric), text: null })
  return changes
}

function countChange(changes: Change[], metric: string, by: number, horizon: Horizon): void {
  if (by !== 0 && isKept(metric, horizon)) changes.push({ kind: 'count', ...parts(metric), by })
}

function parts(metric: string): { hash: string; field: string } {
  const tab = metric.indexOf(TAB)
  return { hash: metric.slice(0, tab), field: metric.slice(tab + 1) }
}
