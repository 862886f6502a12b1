/**
 * The pulse of the render loop: once a second, while the page is seen, a frame is asked for, and when the browser draws it,
 * that is a beat. A socket that lives proves nothing about the glass. Where no frame comes for long although the page is awake,
 * the loop has stalled. Time that the tab stood still, or was hidden, is no stall.
 */
export interface Pulse {
  readonly lookedAt: number
  /** when a frame was last drawn */
  readonly drawnAt: number
  /** since when a frame is owed */
  readonly owedSince: number | null
}

const STALLED_MS = 30_000
const STOOD_STILL_MS = 5_000

export const pulseOf = (now: number): Pulse => ({ lookedAt: now, drawnAt: now, owedSince: null })

/** A look, once a second while the page is seen: a frame is owed from here on. */
export function looked(pulse: Pulse, now: number): Pulse {
  const stoodStill = now - pulse.lookedAt >= STOOD_STILL_MS
  return { ...pulse, lookedAt: now, owedSince: pulse.owedSince === null || stoodStill ? now : pulse.owedSince }
}

export const drawn = (pulse: Pulse, now: number): Pulse => ({ ...pulse, drawnAt: now, owedSince: null })

export const isStalled = ({ owedSince }: Pulse, now: number): boolean => owedSince !== null && now - owedSince >= STALLED_MS
