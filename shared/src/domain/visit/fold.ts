import type { Instant } from '../../contract/instant.ts'
import type { Ended } from '../../contract/pack.ts'
import type { Event, EventOf } from '../../contract/event.ts'
import type { Rules, StageRule } from '../rules.ts'
import type { Visit } from '../visit.ts'
import type { Attributes } from './attributes.ts'
import type { Duty, Unauthorised } from './duty.ts'
import type { Oddity, OddityKind } from './oddity.ts'

export type Draft = { -readonly [K in keyof Visit]: Visit[K] } & {
  explicitDueAt: Instant | null
  pausedAt: Instant | null
  pausedMs: number
  rule: StageRule | undefined
}

/** What is known of a case while its events are folded, one after the other. */
export interface Fold {
  readonly rules: Rules
  readonly visits: Draft[]
  readonly duties: Map<string, Duty>
  readonly unauthorised: Map<string, Unauthorised>
  readonly oddities: Oddity[]
  open: Draft | null
  carried: Attributes
  locality: number
}

export function begin(fold: Fold, visit: Draft): void {
  fold.open = visit
  fold.visits.push(visit)
}

export function end(fold: Fold, { happenedAt: at, recordedAt }: Event, how: Ended | 'transferred', outcome: string | null): void {
  const visit = fold.open
  if (!visit) return
  // A transferred pause goes on elsewhere: the copy that begins there keeps it, and this one stands still where it stood.
  const closing = how === 'transferred' ? { ...visit } : visit
  if (closing !== visit) fold.visits[fold.visits.length - 1] = closing
  if (closing.pausedAt !== null) endPause(closing, at)
  closing.departedAt = at
  closing.departureRecordedAt = recordedAt
  closing.ended = how
  closing.outcome = outcome
  fold.open = null
}

export function endPause(visit: Draft, at: Instant): void {
  if (visit.pausedAt === null) return
  visit.pausedMs += at - visit.pausedAt
  visit.pausedAt = null
  visit.pauseReason = null
}

/** `locality`, else the home ward's, else the case's last, else unplaced; an id that the pack does not know is unplaced. */
export function localityFor(fold: Fold, event: EventOf<'entered' | 'described' | 'duty-set'>): number {
  const { locality, homeWard } = event.data
  if (locality !== undefined) {
    const index = fold.rules.localityIndex(locality)
    if (index === undefined) odd(fold, event, 'unknown-locality')
    return index ?? 0
  }
  return (homeWard === undefined ? undefined : fold.rules.localityOfWard(homeWard)) ?? fold.locality
}

export function odd(fold: Fold, { source, id }: Event, kind: OddityKind): void {
  fold.oddities.push({ kind, source, id })
}
