import type { Mode } from '@weir/shared/contract/board'

/**
 * What the time is on the wall. A live wall does its own ticking between two deltas; a replayed time stands still between
 * them, because nobody knows how fast it runs; and a picture that is lost, or held, is as at its last word and gets no older.
 */
export function nowOn(mode: Mode, asOf: number, heardAgoMs: number, held: boolean): number {
  return mode === 'replay' || held ? asOf : asOf + Math.max(0, heardAgoMs)
}
