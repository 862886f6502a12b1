import { EVENT_TYPES, type EventKind } from '@weir/shared/contract/event'
import { type Pack, UNPLACED } from '@weir/shared/contract/pack'
import type { SpokenOf } from '@weir/shared/contract/problem'

/**
 * What an event that may not go in spoke of, so that a data owner can be told which figures lack it. Only words that the
 * contract and the pack have themselves are kept: whatever else stands there may be a name. Pure.
 */
export function spokenOf(input: unknown, pack: Pack): SpokenOf {
  const event = recordIn(input)
  const data = recordIn(event['data'])
  const pathway = pack.pathways.find(({ id }) => id === data['pathway'])
  const known = data['locality'] === UNPLACED || pack.localities.some(({ id }) => id === data['locality'])
  return {
    kind: kindIn(event['type']),
    pathway: pathway?.id ?? null,
    stage: pathway?.stages.find(({ id }) => id === data['stage'])?.id ?? null,
    locality: known ? String(data['locality']) : null,
  }
}

const recordIn = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {})

const kindIn = (type: unknown): EventKind | null =>
  typeof type === 'string' && Object.hasOwn(EVENT_TYPES, type) ? EVENT_TYPES[type as keyof typeof EVENT_TYPES] : null
