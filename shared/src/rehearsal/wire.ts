import type * as z from 'zod'
import { EVENT_TYPES, type EventKind, type eventData } from '../contract/event.ts'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../contract/instant.ts'

/** An event as a source would send it: the contract's wire format before anybody has parsed it. */
export type RawCloudEvent = { readonly [K in EventKind]: RawOf<K> }[EventKind]

export type RawData<K extends EventKind> = z.input<(typeof eventData)[K]>

interface RawOf<K extends EventKind> {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: TypeOf<K>
  readonly subject?: string
  readonly time: string
  readonly recordedtime: string
  readonly data: RawData<K>
}

type TypeOf<K extends EventKind> = { readonly [T in keyof typeof EVENT_TYPES]: (typeof EVENT_TYPES)[T] extends K ? T : never }[keyof typeof EVENT_TYPES]

const TYPES = Object.fromEntries(Object.entries(EVENT_TYPES).map(([type, kind]) => [kind, type])) as { readonly [K in EventKind]: TypeOf<K> }

export interface Wired<K extends EventKind> {
  readonly kind: K
  readonly id: string
  readonly source: string
  readonly subject: string | undefined
  readonly at: Instant
  readonly recordedAt: Instant
  readonly data: RawData<K>
}

export const wired = <K extends EventKind>({ kind, id, source, subject, at, recordedAt, data }: Wired<K>): RawCloudEvent =>
  ({
    specversion: '1.0',
    id,
    source,
    type: TYPES[kind],
    ...(subject === undefined ? {} : { subject }),
    time: textOf(at),
    recordedtime: textOf(recordedAt),
    data,
  }) as RawCloudEvent

const DATES_REMEMBERED = 10_000
const dates = new Map<number, string>()

function dateOf(day: number): string {
  const known = dates.get(day)
  if (known !== undefined) return known
  if (dates.size >= DATES_REMEMBERED) dates.clear()
  const date = new Date(day * DAY).toISOString().slice(0, 11)
  dates.set(day, date)
  return date
}

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`)

/** The instant in UTC, as `toISOString` writes it; four times as fast, and every event has two or three. */
export function textOf(at: Instant): string {
  const day = Math.floor(at / DAY)
  const ms = at - day * DAY
  const time = `${two(Math.floor(ms / HOUR))}:${two(Math.floor(ms / MINUTE) % 60)}:${two(Math.floor(ms / SECOND) % 60)}`
  return `${dateOf(day)}${time}.${String(ms % SECOND).padStart(3, '0')}Z`
}
