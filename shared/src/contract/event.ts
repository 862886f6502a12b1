import * as z from 'zod'
import { type Instant, instantText } from './instant.ts'

/**
 * The event wire, version 1: CloudEvents 1.0 in JSON. Schemas come first and types are inferred from them, so that what is
 * checked at the door is what the rest of Weir may rely on. Every object is strict: an attribute that the contract does not
 * know is an error that names it, because a misspelt `locality` that is shrugged off is a wrong figure on a wall.
 * A parsed event carries instants in milliseconds and a short `kind` in place of its CloudEvents `type`.
 */

const MAX_CODE = 120
/** Neither control characters nor halves of a character: what every store and every screen can hold. */
export const ONE_LINE = /^[^\p{Cc}\p{Cs}]*$/u
const line = (max: number) => z.string().min(1).max(max).regex(ONE_LINE, 'must be one line without control characters')

/** A code of a list, or a reference: one short line, never free text. */
export const code = line(MAX_CODE)
const id = line(200)
const source = line(200)

const dimensions = z.record(code, code)
const withUnit = (data: { quantity?: unknown; unit?: unknown }) => (data.quantity === undefined) === (data.unit === undefined)
const unitRule = { message: 'quantity and unit come together', path: ['unit'] }

const person = { episode: code.optional() }
const place = { locality: code.optional(), homeWard: code.optional(), postcode: line(12).optional() }
const attributes = {
  ...place,
  serviceWard: code.optional(),
  team: code.optional(),
  provider: code.optional(),
  priority: code.optional(),
  reason: code.optional(),
  dueAt: instantText.optional(),
  quantity: z.number().nonnegative().max(1e9).optional(),
  unit: code.optional(),
  need: code.optional(),
  language: code.optional(),
  household: line(200).optional(),
  dimensions: dimensions.optional(),
}

/** What each kind of event says, by the short name that the code uses for it. */
export const eventData = {
  entered: z.strictObject({ pathway: code, stage: code, ...person, ...attributes, outcome: code.optional() }).refine(withUnit, unitRule),
  described: z.strictObject({ pathway: code, ...person, ...attributes }).refine(withUnit, unitRule),
  paused: z.strictObject({ pathway: code, ...person, reason: code.optional() }),
  resumed: z.strictObject({ pathway: code, ...person, reason: code.optional() }),
  left: z.strictObject({ pathway: code, ...person, outcome: code, stage: code.optional() }),
  'duty-set': z.strictObject({ pathway: code.optional(), ...person, duty: code, dueAt: instantText, ...place }),
  'duty-done': z.strictObject({ pathway: code.optional(), ...person, duty: code, authorisedAt: instantText.optional() }),
  merged: z.strictObject({ into: line(200) }),
  withdrawn: z.strictObject({ id, pathway: code.optional(), ...person }),
  capacity: z.strictObject({
    locality: code,
    service: code,
    unit: code,
    available: z.number().nonnegative().max(1e9),
    needed: z.number().nonnegative().max(1e9).optional(),
    validUntil: instantText.optional(),
  }),
  observed: z
    .strictObject({
      measure: code,
      locality: code.optional(),
      period: code,
      numerator: z.number().optional(),
      denominator: z.number().optional(),
      value: z.number().optional(),
    })
    .refine((data) => data.value !== undefined || data.numerator !== undefined, { message: 'needs a value, or a numerator', path: ['value'] }),
  counted: z.strictObject({ pathway: code, stage: code, locality: code.optional(), team: code.optional(), open: z.int().nonnegative() }),
  /** a level that a manager declares for a service in a place, beside the calculated one; without a level it is taken back */
  declared: z
    .strictObject({ locality: code, service: code, level: z.literal([1, 2, 3, 4]).optional(), reason: code.optional(), until: instantText.optional() })
    .refine((data) => data.level === undefined || data.reason !== undefined, { message: 'a declared level needs a reason', path: ['reason'] }),
  heartbeat: z.strictObject({ through: instantText.optional() }),
} as const

export type EventKind = keyof typeof eventData

/** The kinds that speak of one person, and so must carry a `subject`; a withdrawal carries it where the withdrawn event did. */
export const PERSON_KINDS: ReadonlySet<EventKind> = new Set<EventKind>(['entered', 'described', 'paused', 'resumed', 'left', 'duty-set', 'duty-done', 'merged'])

export const EVENT_TYPES = {
  'weir.case.entered.v1': 'entered',
  'weir.case.described.v1': 'described',
  'weir.case.paused.v1': 'paused',
  'weir.case.resumed.v1': 'resumed',
  'weir.case.left.v1': 'left',
  'weir.duty.set.v1': 'duty-set',
  'weir.duty.done.v1': 'duty-done',
  'weir.person.merged.v1': 'merged',
  'weir.event.withdrawn.v1': 'withdrawn',
  'weir.capacity.reported.v1': 'capacity',
  'weir.measure.observed.v1': 'observed',
  'weir.source.counted.v1': 'counted',
  'weir.level.declared.v1': 'declared',
  'weir.source.heartbeat.v1': 'heartbeat',
} as const satisfies Record<string, EventKind>

/**
 * The envelope. Attributes that brokers add on the way (tracing, partition keys) are known and ignored; any other extension
 * is refused. CloudEvents treats a JSON null as an absent attribute, so nulls are dropped before this schema sees them.
 */
export const envelope = z.strictObject({
  specversion: z.literal('1.0'),
  id,
  source,
  type: z.enum(Object.keys(EVENT_TYPES) as [keyof typeof EVENT_TYPES, ...(keyof typeof EVENT_TYPES)[]]),
  subject: line(200).optional(),
  time: instantText,
  recordedtime: instantText.optional(),
  sequence: line(100).optional(),
  data: z.unknown().optional(),
  datacontenttype: z
    .string()
    .regex(/^application\/([\w.-]+\+)?json\b/i, 'must be application/json')
    .optional(),
  dataschema: z.string().max(400).optional(),
  sequencetype: z.string().max(40).optional(),
  partitionkey: z.string().max(200).optional(),
  traceparent: z.string().max(200).optional(),
  tracestate: z.string().max(1000).optional(),
})

export type EventData = { readonly [K in EventKind]: z.output<(typeof eventData)[K]> }

interface Fact {
  readonly source: string
  readonly id: string
  readonly subject?: string
  /** when it happened: the event's `time` */
  readonly happenedAt: Instant
  /** when it was written down: `recordedtime`, or `time` where that is absent */
  readonly recordedAt: Instant
  readonly sequence?: string
}

/** One event as the rest of Weir sees it: a union tagged by `kind`. */
export type Event = { readonly [K in EventKind]: Fact & { readonly kind: K; readonly data: EventData[K] } }[EventKind]
export type EventOf<K extends EventKind> = Extract<Event, { kind: K }>
