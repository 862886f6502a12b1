import type { Board } from '@weir/shared/contract/board'
import { type Huddle, huddleOf, lastHuddleAt } from './huddle.ts'

/** The hour of the huddle where the screen's address names no other (`?huddle=8`). */
export const HUDDLE_HOUR = 9

/**
 * Keeps a screen's memory of the last huddle in the browser, so that it outlives a reload. A screen that was not on at the time
 * remembers from when it was first seen after it, and says so; a browser that keeps nothing remembers for as long as the page lasts.
 */
export function huddleMemory(name: string, hour: number, timeZone: string): { readonly current: Huddle | null; see: (board: Board) => void } {
  let kept = $state.raw<Huddle | null>(null)
  let read = false
  return {
    get current() {
      return kept
    },
    see(board) {
      if (!read) kept = fromStore(name)
      read = true
      const at = lastHuddleAt(hour, timeZone, board.asOf)
      if (kept !== null && Math.abs(kept.at - at) < HALF_DAY_MS && kept.seenAt <= board.asOf) return
      kept = huddleOf(board, at)
      store(name, kept)
    },
  }
}

const HALF_DAY_MS = 12 * 3_600_000

function fromStore(name: string): Huddle | null {
  try {
    const text = localStorage.getItem(keyOf(name))
    return text === null ? null : (JSON.parse(text) as Huddle)
  } catch {
    return null // a browser that keeps nothing, or something that is not ours
  }
}

function store(name: string, huddle: Huddle): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(huddle))
  } catch {
    // a browser that keeps nothing: the page remembers for as long as it lasts
  }
}

const keyOf = (name: string): string => `weir-huddle ${name}`
