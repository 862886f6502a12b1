import type { CaseLine, EvidenceGroup, RefusedLine, Side } from '../../contract/disagreement.ts'
import type { Count, RefusedEvent } from './facts.ts'
import { byText } from './lines.ts'

/**
 * What a source sent and the door did not let in. An entry into the stage is missing from Weir; one that would have taken a
 * case out of it (into another stage, out of the journey, together with another) leaves one too many. What cannot be told, or
 * could do either, stands on the side of the difference: it is evidence of it, and no more than that.
 */
export function refusedGroup(side: Side, own: Side, refused: readonly RefusedEvent[], count: Count): EvidenceGroup {
  const of = refused.filter((event) => event.field !== 'source' && concerns(event, count) && sideOf(event, own, count) === side)
  const events = byEvent(of)
  return { side, kind: 'refused', count: events.length, most: events.length, refused: [...byFault(of)], cases: events.map((event) => lineOf(event, count)) }
}

const MOVES: ReadonlySet<RefusedEvent['kind']> = new Set(['entered', 'left', 'described', 'merged', 'withdrawn', null])

/** An event without a word of where it belongs could be of here; a fault of its source is nobody's word. */
const concerns = ({ kind, pathway, locality }: RefusedEvent, count: Count): boolean =>
  MOVES.has(kind) && (pathway === null || pathway === count.pathway) && (locality === null || locality === count.locality || kind === 'described')

function sideOf({ kind, stage }: RefusedEvent, own: Side, count: Count): Side {
  switch (kind) {
    case 'entered':
      return stage === null || stage === count.stage ? 'missing' : 'extra'
    case 'left':
    case 'merged':
      return 'extra'
    default:
      return own
  }
}

/** The same event may have been sent again and again, and have several faults; without an id each is one. */
function byEvent(faults: readonly RefusedEvent[]): readonly RefusedEvent[] {
  const events = new Map<string, RefusedEvent>()
  for (const [index, fault] of faults.entries()) {
    const key = fault.id === null ? `${fault.at} ${index}` : `id ${fault.id}`
    const known = events.get(key)
    if (!known || fault.at > known.at) events.set(key, fault)
  }
  return [...events.values()].sort((a, b) => b.at - a.at || byText(a.id, b.id))
}

function byFault(faults: readonly RefusedEvent[]): readonly RefusedLine[] {
  const groups = new Map<string, RefusedEvent[]>()
  for (const fault of faults) {
    const key = JSON.stringify([fault.field, fault.reason])
    groups.set(key, [...(groups.get(key) ?? []), fault])
  }
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group
      const at = group.map((fault) => fault.at)
      return first ? [{ field: first.field, reason: first.reason, count: byEvent(group).length, since: Math.min(...at), until: Math.max(...at) }] : []
    })
    .sort((a, b) => b.count - a.count || byText(a.field, b.field) || byText(a.reason, b.reason))
}

const lineOf = ({ id, kind, locality, at }: RefusedEvent, { source }: Count): CaseLine => ({
  ...{ source, id, kind, locality, at },
  happenedAt: null,
  enteredAt: null,
  team: null,
})
