import type { Event, EventOf } from '../../contract/event.ts'
import { carriedFrom, ofStage } from './attributes.ts'
import { dutyDone, dutySet } from './duty.ts'
import { type Fold, begin, end, endPause, localityFor, odd } from './fold.ts'

/** One event of a case: what it changes in what is known. */
export function step(fold: Fold, event: Event): void {
  switch (event.kind) {
    case 'entered':
      return entered(fold, event)
    case 'described':
      return update(fold, event, localityFor(fold, event))
    case 'paused':
      return paused(fold, event)
    case 'resumed':
      return resumed(fold, event)
    case 'left':
      return left(fold, event)
    case 'duty-set':
      return dutySet(fold, event)
    case 'duty-done':
      return dutyDone(fold, event)
    case 'merged':
    case 'withdrawn':
    case 'capacity':
    case 'observed':
    case 'counted':
    case 'declared':
    case 'heartbeat':
      throw new Error(`not an event of a case: ${event.kind}`)
    default:
      return event satisfies never
  }
}

function entered(fold: Fold, event: EventOf<'entered'>): void {
  const { data, happenedAt } = event
  const locality = localityFor(fold, event)
  const continues = fold.open?.stage === data.stage && fold.open.pathway === data.pathway
  if (continues) return update(fold, event, locality)
  const before = fold.open
  if (before) end(fold, event, 'progressed', data.outcome ?? null)
  const rule = fold.rules.stage(data.pathway, data.stage)
  if (!rule) odd(fold, event, 'unknown-stage')
  fold.locality = locality
  fold.carried = carriedFrom(fold.carried, data)
  begin(fold, {
    pathway: data.pathway,
    stage: data.stage,
    rule,
    locality,
    enteredAt: happenedAt,
    arrivedAt: happenedAt,
    departedAt: null,
    arrivalRecordedAt: event.recordedAt,
    departureRecordedAt: null,
    explicitDueAt: data.dueAt ?? null,
    dueAt: null,
    frozenAt: null,
    paused: false,
    pauseReason: null,
    pausedAt: null,
    pausedMs: 0,
    moved: rule !== undefined && before?.rule !== undefined && before.locality === locality,
    ended: null,
    outcome: null,
    attributes: { ...fold.carried, ...ofStage(data) },
  })
}

/** New attributes for a visit that goes on, and for the case; where the locality differs, a transfer. */
function update(fold: Fold, event: EventOf<'entered' | 'described'>, locality: number): void {
  const { data, happenedAt, recordedAt } = event
  fold.carried = carriedFrom(fold.carried, data)
  const moved = locality !== fold.locality
  fold.locality = locality
  const { open } = fold
  if (!open) return
  if (moved) {
    end(fold, event, 'transferred', null)
    begin(fold, {
      ...open,
      locality,
      arrivedAt: happenedAt,
      arrivalRecordedAt: recordedAt,
      departedAt: null,
      departureRecordedAt: null,
      frozenAt: null,
      moved: false,
      ended: null,
      outcome: null,
    })
  }
  const visit = fold.open ?? open
  if (data.dueAt !== undefined) visit.explicitDueAt = data.dueAt
  visit.attributes = { ...visit.attributes, ...fold.carried, ...ofStage(data) }
}

function paused(fold: Fold, event: EventOf<'paused'>): void {
  const { open } = fold
  if (!open) return odd(fold, event, 'pause-without-visit')
  open.pausedAt ??= event.happenedAt
  open.pauseReason = event.data.reason ?? open.pauseReason
}

function resumed(fold: Fold, event: EventOf<'resumed'>): void {
  if (fold.open?.pausedAt == null) return odd(fold, event, 'resume-without-pause')
  endPause(fold.open, event.happenedAt)
}

function left(fold: Fold, event: EventOf<'left'>): void {
  const { stage, outcome } = event.data
  if (!fold.open) return odd(fold, event, 'left-without-visit')
  if (stage !== undefined && stage !== fold.open.stage) odd(fold, event, 'left-another-stage')
  end(fold, event, fold.rules.endedBy(outcome), outcome)
}
