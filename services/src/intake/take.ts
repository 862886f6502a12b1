import type { Instant } from '@weir/shared/contract/instant'
import type { Event } from '@weir/shared/contract/event'
import type { Pack } from '@weir/shared/contract/pack'
import { parseEvent } from '@weir/shared/contract/parse-event'
import type { Answered, Refused } from '@weir/shared/contract/problem'
import { entityOf } from '@weir/shared/domain/entity'
import type { Appended, Entry } from '../edge/ledger/ledger.ts'
import { type Doors, admit } from './admit.ts'
import { mayPost } from '../edge/access.ts'
import { spokenOf } from './spoken-of.ts'

/** What came of one request: pure until the ledger is asked, pure again once it has answered. */
export interface Taken {
  readonly entries: readonly Entry[]
  /** the place of each entry in the request */
  readonly places: readonly number[]
  readonly rejected: readonly (Refused & Answered)[]
}

export interface Outcome {
  readonly accepted: number
  readonly duplicate: number
  readonly rejected: readonly Answered[]
}

/** Events as they came → entries for the ledger, and those that may not go in with every fault of each. */
export function take(inputs: readonly unknown[], keySource: string, doors: Doors, now: Instant): Taken {
  const entries: Entry[] = []
  const places: number[] = []
  const rejected: (Refused & Answered)[] = []
  for (const [index, input] of inputs.entries()) {
    const parsed = parseEvent(input)
    if (parsed.kind === 'rejected') {
      rejected.push({ index, ...parsed.rejected, of: spokenOf(input, doors.pack) })
      continue
    }
    const { event } = parsed
    const admitted = mayPost(keySource, event.source) ? admit(event, doors, now) : NOT_THIS_SOURCE
    if (admitted.kind === 'refused') rejected.push({ index, source: event.source, id: event.id, faults: admitted.faults, of: spokenOf(input, doors.pack) })
    else {
      entries.push({ event: admitted.event, entity: entityOf(admitted.event), digest: doors.identity.digest(contentOf(event)) })
      places.push(index)
    }
  }
  return { entries, places, rejected }
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

export function outcomeOf({ entries, places, rejected }: Taken, appended: readonly Appended[], pack: Pack): Outcome & Pick<Taken, 'rejected'> {
  const conflicts = entries.flatMap(({ event }, entry) => (appended[entry]?.kind === 'conflict' ? [{ event, index: places[entry] ?? 0 }] : []))
  return {
    accepted: appended.filter(({ kind }) => kind === 'accepted').length,
    duplicate: appended.filter(({ kind }) => kind === 'duplicate').length,
    rejected: [
      ...rejected,
      ...conflicts.map(({ event, index }) => ({
        index,
        source: event.source,
        id: event.id,
        faults: [CONFLICT],
        of: { ...spokenOf(event, pack), kind: event.kind },
      })),
    ],
  }
}

const CONFLICT = { field: 'id', reason: 'this source has sent an event with this id before, with other content: a correction is a withdrawal and a new event' }
