import type { Pack } from '@weir/shared/contract/pack'
import { DAY, type Instant, MINUTE } from '@weir/shared/contract/instant'

/**
 * The events that the bench posts: those of the Boston pack in shape and size, with every attribute that its source gives.
 * A case is opened with a target and closed once; which, where and when follows from its number alone. Pure.
 */
export interface CloudEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject: string
  readonly time: string
  readonly data: Readonly<Record<string, string>>
}

export const SOURCE = '/boston/311'
const TEAMS = 40
const REASONS = 120

export function opened(number: number, at: Instant, pack: Pack): CloudEvent {
  return {
    ...about(number, 'opened', 'weir.case.entered.v1', at),
    data: {
      ...placeOf(number, pack),
      locality: pack.localities[number % pack.localities.length]?.id ?? '',
      team: `PWDx_District ${number % TEAMS}`,
      reason: `Request for Service ${number % REASONS}`,
      dueAt: textOf(at + (1 + (number % 30)) * DAY),
    },
  }
}

export const closed = (number: number, at: Instant, pack: Pack): CloudEvent => ({
  ...about(number, 'closed', 'weir.case.left.v1', at),
  data: { ...placeOf(number, pack), outcome: 'closed' },
})

function about(number: number, what: string, type: string, at: Instant) {
  return { specversion: '1.0', id: `${number}-${what}`, source: SOURCE, type, subject: `request/10100${number}`, time: textOf(at) } as const
}

function placeOf(number: number, pack: Pack): { readonly pathway: string; readonly stage: string } {
  const pathway = pack.pathways[number % pack.pathways.length]
  return { pathway: pathway?.id ?? '', stage: pathway?.stages[0]?.id ?? '' }
}

const textOf = (at: Instant): string => new Date(at).toISOString()

/** The cases 0 to `count`, which stand open: entered over the last three weeks, and told in an order without locality. */
export function standingOpen(count: number, pack: Pack, now: Instant): readonly CloudEvent[] {
  const step = Math.floor((21 * DAY) / Math.max(1, count))
  return Array.from({ length: count }, (_, index) => opened(scattered(index, count), now - DAY - step * index, pack))
}

/** A live mix: in turn a case is opened, and the one closed that has been open for longest, so that `standing` stay open. */
export function mix(from: number, count: number, standing: number, pack: Pack, now: Instant): readonly CloudEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const turn = from + Math.floor(index / 2)
    return index % 2 === 0 ? opened(standing + turn, now - MINUTE, pack) : closed(turn, now, pack)
  })
}

const STRIDE = 7_919 // a prime that divides no size of the bench, so that every number comes once

const scattered = (turn: number, among: number): number => (turn * STRIDE) % among

/** Request bodies, made before the clock runs. */
export function bodiesOf(events: readonly CloudEvent[], size: number): readonly string[] {
  return Array.from({ length: Math.ceil(events.length / size) }, (_, index) => JSON.stringify(events.slice(index * size, (index + 1) * size)))
}
