/**
 * When to look again: the first change after a quiet moment at once, a burst as one. After each look there is a pause that is
 * never shorter than a frame and at least `REST` times as long as the look took, so that looking never takes more than a
 * part of the time, however many screens and changes there are.
 */
export interface Pace {
  /** something has changed */
  nudge(): void
  stop(): Promise<void>
}

const FRAME_MS = 16
const REST = 3

export function openPace(look: () => Promise<void>): Pace {
  let running: Promise<void> | null = null
  let wanted = false
  let resting: NodeJS.Timeout | null = null
  let stopped = false

  const run = async (): Promise<void> => {
    wanted = false
    const started = performance.now()
    await look()
    running = null
    if (stopped) return
    resting = setTimeout(() => {
      resting = null
      if (wanted) running = run()
    }, Math.max(FRAME_MS, REST * (performance.now() - started)))
  }

  return {
    nudge: () => {
      wanted = true
      if (!running && !resting && !stopped) running = run()
    },
    stop: async () => {
      stopped = true
      if (resting) clearTimeout(resting)
      await running
    },
  }
}
