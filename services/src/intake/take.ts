import type { Instant } from '@weir/shared/contract/instant'
import type { Event } from '@weir/shared/contract/event'
import type { Pack } from '@weir/shared/contract/pack'
import { parseEvent } from '@weir/shared/contract/parse-event'
import type { Refused, Rejected } from '@weir/shared/contract/problem'
import { entityOf } from '@weir/shared/domain/entity'
import type { Appended, Entry } from '../edge/ledger/ledger.ts'
import { type Doors, admit } from './admit.ts'
import { mayPost } from '../edge/access.ts'
import { spokenOf } from './spoken-of.ts'

/** What came of one request: pure until the ledger is asked, pure again once it has answered. */
export interface Taken {
  readonly entries: readonly Entry[]
  readonly rejected: readonly Refused[]
}

export interface Outcome {
  readonly accepted: number
  readonly duplicate: number
  readonly rejected: readonly Rejected[]
}

/** Events as they came → entries for the ledger, and those that may not go in with every fault of each. */
export function take(inputs: readonly unknown[], keySource: string, doors: Doors, now: Instant): Taken {
  const entries: Entry[] = []
  const rejected: Refused[] = []
  for (const input of inputs) {
    const parsed = parseEvent(input)
    if (parsed.kind === 'rejected') {
      rejected.push({ ...parsed.rejected, of: spokenOf(input, doors.pack) })
      continue
    }
    const { event } = parsed
    const admitted = mayPost(keySource, event.source) ? admit(event, doors, now) : NOT_THIS_SOURCE
    if (admitted.kind === 'refused') rejected.push({ source: event.source, id: event.id, faults: admitted.faults, of: spokenOf(input, doors.pack) })
    else entries.push({ event: admitted.event, entity: entityOf(admitted.event), digest: doors.identity.digest(contentOf(event)) })
  }
  return { entries, rejected }
}

const NOT_THIS_SOURCE = { kind: 'refused', faults: [{ field: 'source', reason: 'is not the source that this key speaks for' }] } as const

/** One text for one content: the schema gives the keys their order, only a free record has its own. */
function contentOf({ kind, subject, happenedAt, recordedAt, sequence, data }: Event): string {
  return JSON.stringify([
    kind,
    subject,
    happenedAt,
    recordedAt,
    sequence,
    'dimensions' in data && data.dimensions ? { ...data, dimensions: Object.entries(data.dimensions).sort() } : data,
  ])
}

export function outcomeOf({ entries, rejected }: Taken, appended: readonly Appended[], pack: Pack): Outcome & Pick<Taken, 'rejected'> {
  const conflicts = entries.filter((_entry, index) => appended[index]?.kind === 'conflict')
  return {
    accepted: appended.filter(({ kind }) => kind === 'accepted').length,
    duplicate: appended.filter(({ kind }) => kind === 'duplicate').length,
    rejected: [
      ...rejected,
      ...conflicts.map(({ event }) => ({ source: event.source, id: event.id, faults: [CONFLICT], of: { ...spokenOf(event, pack), kind: event.kind } })),
    ],
  }
}

const CONFLICT = { field: 'id', reason: 'this source has sent an event with this id before, with other content: a correction is a withdrawal and a new event' }
