import type { envelope } from '@weir/shared/contract/event'
import { Temporal } from 'temporal-polyfill'
import type * as z from 'zod'

/**
 * One service request of the City of Boston → the events of its case: opened, and closed where it is. Each department is a
 * pathway of one queue. The city writes local time without an offset and does not say when it wrote, so `recordedtime` is
 * left out. Pure.
 */
export type CloudEvent = z.input<typeof envelope>

/** The columns that are read; there are more. Empty text means that the city does not say. */
export interface Request {
  readonly case_enquiry_id: string
  readonly open_dt: string
  readonly target_dt: string
  readonly closed_dt: string
  readonly department: string
  readonly neighborhood: string
  readonly queue: string
  readonly type: string
}
export const COLUMNS = [
  'case_enquiry_id',
  'open_dt',
  'target_dt',
  'closed_dt',
  'department',
  'neighborhood',
  'queue',
  'type',
] as const satisfies readonly (keyof Request)[]

const SOURCE = '/boston/311'
const TIME_ZONE = 'America/New_York'
const STAGE = 'open'

export function toEvents(request: Request): readonly CloudEvent[] {
  const { case_enquiry_id: id, open_dt, target_dt, closed_dt, department, neighborhood, queue, type } = request
  const pathway = slug(department) || 'no-q'
  const openedAt = bostonTime(open_dt)
  const about = { specversion: '1.0', source: SOURCE, subject: `request/${id}` } as const
  const opened: CloudEvent = {
    ...about,
    id: `${id}/opened`,
    type: 'weir.case.entered.v1',
    time: openedAt,
    data: {
      pathway,
      stage: STAGE,
      ...(neighborhood && { locality: slug(neighborhood) }),
      ...(queue && { team: queue }),
      ...(type && { reason: type }),
      ...(target_dt && { dueAt: bostonTime(target_dt, openedAt) }),
    },
  }
  if (!closed_dt) return [opened]
  // The city's reason for closing holds an officer's own words in some years: that it was closed is all that is taken.
  return [
    opened,
    { ...about, id: `${id}/closed`, type: 'weir.case.left.v1', time: bostonTime(closed_dt, openedAt), data: { pathway, stage: STAGE, outcome: 'closed' } },
  ]
}

/** `Allston / Brighton` → `allston-brighton`; `HS_O` → `hs-o` */
export const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const LOCAL = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d$/

/**
 * What Boston's clock showed → the same with its offset. In the autumn hour that comes twice it is the first time round,
 * unless only the second is not before the opening. In the spring hour that never comes, the clock had yet to be put forward.
 */
function bostonTime(local: string, openedAt?: string): string {
  if (!LOCAL.test(local)) throw new RangeError(`not a local date and time: ${JSON.stringify(local.slice(0, 40))}`)
  const time = local.replace(' ', 'T')
  const { first, second } = offsetsIn(time.slice(0, 13))
  if (first === second || openedAt === undefined) return time + first
  const isBefore = (reading: string) => Date.parse(reading) < Date.parse(openedAt)
  return isBefore(time + first) && !isBefore(time + second) ? time + second : time + first
}

interface Offsets {
  readonly first: string
  readonly second: string
}
const offsetsOfHours = new Map<string, Offsets>()

/** Boston's clocks change on the hour, so what holds at the start of an hour on the clock holds for all of it. */
function offsetsIn(hour: string): Offsets {
  const known = offsetsOfHours.get(hour)
  if (known) return known
  const clock = Temporal.PlainDateTime.from(`${hour}:00`)
  const offset = (disambiguation: 'earlier' | 'later') => clock.toZonedDateTime(TIME_ZONE, { disambiguation }).offset
  const offsets = { first: offset('earlier'), second: offset('later') }
  offsetsOfHours.set(hour, offsets)
  return offsets
}
