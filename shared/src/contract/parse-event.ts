import type * as z from 'zod'
import { type Event, type EventKind, EVENT_TYPES, ONE_LINE, PERSON_KINDS, envelope, eventData } from './event.ts'
import type { Fault, Rejected } from './problem.ts'

export type Parsed = { readonly kind: 'event'; readonly event: Event } | { readonly kind: 'rejected'; readonly rejected: Rejected }

const MAX_FAULTS = 8
const MAX_NAME = 64

/** One CloudEvent in JSON → an event, or everything that is wrong with it. Pure; never repeats a value it was given. */
export function parseEvent(input: unknown): Parsed {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return reject(null, [{ field: '', reason: 'must be a JSON object: one CloudEvent' }])
  }
  const attributes = withoutNulls(input as Record<string, unknown>)
  const head = envelope.safeParse(attributes)
  if (!head.success) return reject(attributes, faults(head.error, ''))
  const kind: EventKind = EVENT_TYPES[head.data.type]
  const body = eventData[kind].safeParse(head.data.data ?? {})
  if (!body.success) return reject(attributes, faults(body.error, 'data'))
  const { id, source, subject, sequence, time, recordedtime } = head.data
  if (PERSON_KINDS.has(kind) && subject === undefined)
    return reject(attributes, [{ field: 'subject', reason: `is required: ${head.data.type} speaks of a person` }])
  const event = {
    kind,
    source,
    id,
    ...(subject === undefined ? {} : { subject }),
    happenedAt: time,
    recordedAt: recordedtime ?? time,
    ...(sequence === undefined ? {} : { sequence }),
    data: body.data,
  } as Event
  return { kind: 'event', event }
}

function withoutNulls(attributes: Record<string, unknown>): Record<string, unknown> {
  for (const name in attributes) {
    if (attributes[name] === null) return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null))
  }
  return attributes
}

function reject(attributes: Record<string, unknown> | null, found: readonly Fault[]): Parsed {
  return { kind: 'rejected', rejected: { source: shortText(attributes?.['source']), id: shortText(attributes?.['id']), faults: found } }
}

const shortText = (value: unknown): string | null => (typeof value === 'string' && value.length <= 200 && ONE_LINE.test(value) ? value : null)

/** A name that somebody else chose, short and printable enough to be stored and shown. */
const shownName = (name: PropertyKey): string =>
  String(name)
    .slice(0, MAX_NAME)
    .replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd')

function faults(error: z.ZodError, prefix: string): readonly Fault[] {
  return error.issues.slice(0, MAX_FAULTS).flatMap((issue) => {
    const fieldOf = (...more: readonly string[]) => [prefix, ...[...issue.path, ...more].map(shownName)].filter(Boolean).join('.')
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.slice(0, MAX_FAULTS).map((key) => ({ field: fieldOf(key), reason: 'is not an attribute of the contract' }))
    }
    return [{ field: fieldOf(), reason: reasonOf(issue) }]
  })
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  object: 'a JSON object',
  record: 'a JSON object',
}

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const expected = EXPECTED[issue.expected] ?? issue.expected
      return issue.message.endsWith('received undefined') ? `is required, as ${expected}` : `must be ${expected}`
    }
    case 'invalid_key':
      return 'is not a name that a dimension can have: one short line'
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `must be at least ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string' ? `must have at most ${issue.maximum} characters: a code, never free text` : `must be at most ${issue.maximum}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    default:
      return issue.message
  }
}
