import type { FleetScreen } from '@weir/shared/contract/screen'

/**
 * How a screen of the fleet stands. What counts is when it last drew a frame, not whether it answers: a page that talks and
 * does not draw is frozen, and one that draws that it has no connection is honest, and still needs somebody.
 */
export type FleetState = 'revoked' | 'never' | 'silent' | 'frozen' | 'lost' | 'polling' | 'drawing'

const SILENT_MS = 45_000
const FROZEN_MS = 30_000

export function fleetState({ revokedAt, seen }: FleetScreen, now: number): FleetState {
  if (revokedAt !== null) return 'revoked'
  if (seen === null) return 'never'
  if (now - seen.at >= SILENT_MS) return 'silent'
  if (seen.renderedAt === null || seen.at - seen.renderedAt >= FROZEN_MS) return 'frozen'
  if (seen.state === 'lost') return 'lost'
  return seen.state === 'polled' ? 'polling' : 'drawing'
}

const NEED: readonly FleetState[] = ['silent', 'frozen', 'lost']

export const needsSomebody = (screen: FleetScreen, now: number): boolean => NEED.includes(fleetState(screen, now))

/** Those that need somebody first, then by name; revoked ones last. */
const ORDER: readonly FleetState[] = [...NEED, 'never', 'polling', 'drawing', 'revoked']

export const inOrder = (screens: readonly FleetScreen[], now: number): readonly FleetScreen[] =>
  [...screens].sort((a, b) => rank(a, now) - rank(b, now) || a.name.localeCompare(b.name))

/** Polling and drawing are both well: a screen does not jump about when it changes between them. */
const rank = (screen: FleetScreen, now: number): number => Math.max(0, ORDER.indexOf(fleetState(screen, now)) - (fleetState(screen, now) === 'drawing' ? 1 : 0))
