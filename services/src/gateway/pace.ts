/**
 * When to look again: the first change after a quiet moment at once, a burst as one. A look begins no sooner than a frame after
 * the last one did, and after a pause at least `REST` times as long as the last one spent reading, so that reading never takes
 * more than a part of the time, however many changes there are. What a look spends on telling its screens is not paused for:
 * with very many screens that is the work itself.
 */
export interface Pace {
  /** something has changed */
  nudge(): void
  stop(): Promise<void>
}

const FRAME_MS = 16
const REST = 3

/** `look` answers how many milliseconds it spent reading. */
export function openPace(look: () => Promise<number>): Pace {
  let running: Promise<void> | null = null
  let wanted = false
  let resting: NodeJS.Timeout | null = null
  let stopped = false

  const run = async (): Promise<void> => {
    wanted = false
    const started = performance.now()
    const reading = await look()
    running = null
    if (stopped) return
    resting = setTimeout(
      () => {
        resting = null
        if (wanted) running = run()
      },
      Math.max(FRAME_MS - (performance.now() - started), REST * reading),
    )
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
