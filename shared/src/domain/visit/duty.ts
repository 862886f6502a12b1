import type { Instant } from '../../contract/instant.ts'
import type { EventOf } from '../../contract/event.ts'
import { type Fold, localityFor, odd } from './fold.ts'

export interface Duty {
  readonly duty: string
  readonly dueAt: Instant
  readonly locality: number
}

/** Work that was done and waits for somebody's authorisation before it counts. */
export interface Unauthorised {
  readonly duty: string
  readonly doneAt: Instant
  readonly locality: number
}

export function dutySet(fold: Fold, event: EventOf<'duty-set'>): void {
  const { duty, dueAt } = event.data
  fold.duties.set(duty, { duty, dueAt, locality: localityFor(fold, event) })
  fold.unauthorised.delete(duty)
}

/** Done without an authorisation, it waits for one: the same duty done again with one, or set anew. */
export function dutyDone(fold: Fold, event: EventOf<'duty-done'>): void {
  const { duty, authorisedAt } = event.data
  const known = fold.duties.get(duty) ?? fold.unauthorised.get(duty)
  if (!known) return odd(fold, event, 'done-without-duty')
  fold.duties.delete(duty)
  if (authorisedAt !== undefined || !fold.rules.authorised(duty)) fold.unauthorised.delete(duty)
  else if (!fold.unauthorised.has(duty)) fold.unauthorised.set(duty, { duty, doneAt: event.happenedAt, locality: known.locality })
}
