import type { Event, EventOf } from '@weir/shared/contract/event'
import type { Visit } from '@weir/shared/domain/visit'
import { entityOf } from '@weir/shared/domain/entity'
import type { CaseVisits, Entry } from '../src/edge/ledger/ledger.ts'

/** Events and visits for tests and benches of the ledger, made from a number, so that the same number is the same event. */
const START = Date.UTC(2015, 0, 1)
const SOURCE = '/boston/311'

/** An even number enters a case, the odd one after it leaves it. */
export function anEntry(number: number): Entry {
  const about = { source: SOURCE, id: `event-${number}`, subject: personOf(number >> 1), happenedAt: START + number, recordedAt: START + number }
  return entry(
    number % 2 === 0
      ? {
          ...about,
          kind: 'entered',
          data: {
            pathway: 'public-works',
            stage: 'open',
            locality: 'dorchester',
            team: 'PWDx_Street Light',
            reason: 'Street Lights',
            dueAt: START + number + 864e5,
          },
        }
      : { ...about, kind: 'left', data: { pathway: 'public-works', outcome: 'closed' } },
  )
}

export const withdrawal = (of: Entry, id: string, at: number): Entry =>
  entry({ source: of.event.source, id, kind: 'withdrawn', happenedAt: START + at, recordedAt: START + at, data: { id: of.event.id } })

export const merge = (subject: string, into: string, at = 0): Entry =>
  entry({ source: SOURCE, id: `merge-${subject}-${into}`, kind: 'merged', subject, happenedAt: START + at, recordedAt: START + at, data: { into } })

export const withData = (number: number, data: EventOf<'entered'>['data'], more: Partial<EventOf<'entered'>> = {}): Entry =>
  entry({ source: SOURCE, id: `event-${number}`, kind: 'entered', subject: personOf(number), happenedAt: START, recordedAt: START, data, ...more })

/** A digest that depends on the content, as the one in service does. */
export const entry = (event: Event): Entry => ({
  event,
  entity: entityOf(event),
  digest: `${JSON.stringify(event.data).length}-${event.happenedAt}-${event.id}`,
})

export const aCase = (name: string, version: number, count: number): CaseVisits => ({
  entity: `case|${name}|public-works|`,
  person: name,
  version,
  visits: Array.from({ length: count }, (_, ordinal) => aVisit(ordinal, ordinal === count - 1, version)),
})

export const instant = (at: number): number => START + at

const personOf = (number: number): string => `1010${number}a8f3b2c4d5e6f7`

const aVisit = (ordinal: number, isLast: boolean, version: number): Visit => ({
  pathway: 'public-works',
  stage: `stage-${ordinal}`,
  locality: 1,
  enteredAt: START + ordinal,
  arrivedAt: START + ordinal,
  departedAt: isLast ? null : START + ordinal + 1,
  dueAt: START + version,
  arrivalRecordedAt: START + ordinal,
  departureRecordedAt: isLast ? null : START + ordinal + 1,
  frozenAt: null,
  paused: false,
  pauseReason: null,
  moved: ordinal > 0,
  ended: isLast ? null : 'progressed',
  outcome: null,
  attributes: { team: 'PWDx_Street Light', reason: 'Street Lights', quantity: 1.5, unit: 'hours', dimensions: { ageBand: '75-84' } },
})
