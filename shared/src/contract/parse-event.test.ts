import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PATIENCE_MS, runs } from '../../test/runs.ts'
import { EVENT_TYPES, PERSON_KINDS } from './event.ts'
import { parseEvent } from './parse-event.ts'
import type { Fault } from './problem.ts'

/**
 * The door's first half: what the contract takes, and how it says no. Broken on purpose: data that may carry what the contract
 * does not know, a refusal with the value in its reason, nulls taken for values, an event of a case without its person; each
 * failed here.
 */
type Json = Readonly<Record<string, unknown>>

const head: Json = { specversion: '1.0', id: '7f3c', source: '/carmarthenshire/mosaic', subject: 'person/8841', time: '2026-11-22T09:00:00Z' }
const person: Json = { pathway: 'adult', episode: '2026/117' }
const attributes: Json = {
  locality: 'llanelli',
  homeWard: 'W05001212',
  postcode: 'SA15 3AB',
  serviceWard: 'W05001234',
  team: 'llanelli-east',
  provider: 'p1',
  priority: 'high',
  reason: 'r1',
  dueAt: '2026-12-01T00:00:00Z',
  quantity: 14,
  unit: 'hours',
  need: 'n1',
  language: 'cy',
  household: 'h1',
  dimensions: { ageBand: '75-84' },
}

/** Of each type, the least that it may say and the most. */
const GOOD: Readonly<Record<keyof typeof EVENT_TYPES, readonly [Json, Json]>> = {
  'weir.case.entered.v1': [
    { pathway: 'adult', stage: 'assessment' },
    { ...person, ...attributes, stage: 'assessment', outcome: 'o1' },
  ],
  'weir.case.described.v1': [{ pathway: 'adult' }, { ...person, ...attributes }],
  'weir.case.paused.v1': [{ pathway: 'adult' }, { ...person, reason: 'r1' }],
  'weir.case.resumed.v1': [{ pathway: 'adult' }, { ...person, reason: 'r1' }],
  'weir.case.left.v1': [
    { pathway: 'adult', outcome: 'o1' },
    { ...person, outcome: 'o1', stage: 'assessment' },
  ],
  'weir.duty.set.v1': [
    { duty: 'review', dueAt: '2026-12-01T00:00:00Z' },
    { ...person, duty: 'review', dueAt: '2026-12-01T00:00:00Z', locality: 'llanelli', homeWard: 'W05001212', postcode: 'SA15 3AB' },
  ],
  'weir.duty.done.v1': [{ duty: 'review' }, { ...person, duty: 'review', authorisedAt: '2026-12-01T00:00:00Z' }],
  'weir.person.merged.v1': [{ into: 'person/1' }, { into: 'person/1' }],
  'weir.event.withdrawn.v1': [{ id: '7f3b' }, { id: '7f3b', ...person }],
  'weir.capacity.reported.v1': [
    { locality: 'llanelli', service: 'adults', unit: 'beds', available: 0 },
    { locality: 'llanelli', service: 'adults', unit: 'hours', available: 3.5, needed: 4, validUntil: '2026-11-23T00:00:00Z' },
  ],
  'weir.measure.observed.v1': [
    { measure: 'm1', period: '2026-10', value: -1 },
    { measure: 'm1', locality: 'llanelli', period: '2026-10', numerator: 1, denominator: 2, value: 0.5 },
  ],
  'weir.source.counted.v1': [
    { pathway: 'adult', stage: 'assessment', open: 0 },
    { pathway: 'adult', stage: 'assessment', locality: 'llanelli', team: 'llanelli-east', open: 12 },
  ],
  'weir.level.declared.v1': [
    { locality: 'llanelli', service: 'adults' },
    { locality: 'llanelli', service: 'adults', level: 3, reason: 'agency-gap', until: '2026-11-23T00:00:00Z' },
  ],
  'weir.source.heartbeat.v1': [{}, { through: '2026-11-22T08:00:00Z' }],
}
const TYPES = Object.keys(GOOD) as (keyof typeof GOOD)[]

const entered = (data: Json = {}, more: Json = {}): Json => ({
  ...head,
  ...more,
  type: 'weir.case.entered.v1',
  data: { pathway: 'adult', stage: 'assessment', ...data },
})

function faultsOf(input: unknown): readonly Fault[] {
  const parsed = parseEvent(input)
  return parsed.kind === 'rejected' ? parsed.rejected.faults : []
}

describe('a good event', () => {
  test.each(TYPES)('%s is taken, with the least and the most that it may say', (type) => {
    for (const data of GOOD[type]) {
      const parsed = parseEvent({ ...head, type, data })
      expect(parsed).toMatchObject({
        kind: 'event',
        event: { kind: EVENT_TYPES[type], source: head['source'], id: '7f3c', happenedAt: Date.UTC(2026, 10, 22, 9) },
      })
      expect(parsed.kind === 'event' && Object.keys(parsed.event.data).sort()).toEqual(Object.keys(data).sort())
    }
  })
  test('carries its instants in milliseconds, recorded when it happened unless it says otherwise', () => {
    expect(parseEvent(entered({ dueAt: '2026-12-01T00:00:00+01:00' }))).toMatchObject({
      event: { recordedAt: Date.UTC(2026, 10, 22, 9), data: { dueAt: Date.UTC(2026, 10, 30, 23) } },
    })
    expect(parseEvent(entered({}, { recordedtime: '2026-11-22T09:04:10Z' }))).toMatchObject({ event: { recordedAt: Date.UTC(2026, 10, 22, 9, 4, 10) } })
  })
  test('may carry what brokers add, which goes no further', () => {
    const parsed = parseEvent(
      entered(
        {},
        {
          traceparent: '00-1-1-00',
          tracestate: 'a=b',
          partitionkey: 'k',
          datacontenttype: 'application/json; charset=utf-8',
          dataschema: 'https://example.org/s',
          sequence: '0007',
          sequencetype: 'Integer',
        },
      ),
    )
    expect(parsed.kind === 'event' && Object.keys(parsed.event).sort()).toEqual([
      'data',
      'happenedAt',
      'id',
      'kind',
      'recordedAt',
      'sequence',
      'source',
      'subject',
    ])
  })
  test('may carry nulls at its top level, which are absent attributes', () => {
    expect(parseEvent(entered({}, { recordedtime: null, sequence: null, something: null }))).toEqual(parseEvent(entered()))
    expect(faultsOf(entered({}, { source: null }))).toEqual([{ field: 'source', reason: 'is required, as a text' }])
  })
  test('of a source needs no person, and a heartbeat no data', () => {
    const { subject: _, ...nobody } = head
    for (const type of TYPES)
      expect(parseEvent({ ...nobody, type, data: GOOD[type][0] }).kind, type).toBe(PERSON_KINDS.has(EVENT_TYPES[type]) ? 'rejected' : 'event')
    expect(parseEvent({ ...nobody, type: 'weir.source.heartbeat.v1' }).kind).toBe('event')
  })
})

describe('a refusal names the field and the reason', () => {
  const long = (length: number) => 'x'.repeat(length)
  test.each<[string, unknown, string, string]>([
    ['no object', [], '', 'must be a JSON object: one CloudEvent'],
    ['no event at all', null, '', 'must be a JSON object: one CloudEvent'],
    ['another version of CloudEvents', entered({}, { specversion: '0.3' }), 'specversion', 'must be one of 1.0'],
    ['an empty id', entered({}, { id: '' }), 'id', 'must not be empty'],
    ['a long id', entered({}, { id: long(201) }), 'id', 'must have at most 200 characters: a code, never free text'],
    ['a number for a source', entered({}, { source: 7 }), 'source', 'must be a text'],
    ['an unknown type', { ...entered(), type: 'weir.case.lost.v1' }, 'type', `must be one of ${TYPES.join(', ')}`],
    ['no time', { ...entered(), time: undefined }, 'time', 'is required, as a text'],
    [
      'a day that there is not',
      entered({}, { time: '2026-02-30T00:00:00Z' }),
      'time',
      'must be an RFC 3339 date and time with its offset, such as 2026-11-22T09:00:00Z',
    ],
    [
      'a time without its offset',
      entered({}, { recordedtime: '2026-11-22T09:00:00' }),
      'recordedtime',
      'must be an RFC 3339 date and time with its offset, such as 2026-11-22T09:00:00Z',
    ],
    ['another content type', entered({}, { datacontenttype: 'text/xml' }), 'datacontenttype', 'must be application/json'],
    ['data in base 64', entered({}, { data_base64: 'e30=' }), 'data_base64', 'is not an attribute of the contract'],
    ['no person', { ...entered(), subject: undefined }, 'subject', 'is required: weir.case.entered.v1 speaks of a person'],
    ['data that is a list', { ...head, type: 'weir.case.entered.v1', data: [] }, 'data', 'must be a JSON object'],
    ['a missing attribute', { ...head, type: 'weir.case.entered.v1', data: { pathway: 'adult' } }, 'data.stage', 'is required, as a text'],
    ['no data where some is needed', { ...head, type: 'weir.person.merged.v1' }, 'data.into', 'is required, as a text'],
    ['a misspelt attribute', entered({ localty: 'llanelli' }), 'data.localty', 'is not an attribute of the contract'],
    [
      'an attribute of another type of event',
      { ...head, type: 'weir.case.paused.v1', data: { pathway: 'adult', stage: 'assessment' } },
      'data.stage',
      'is not an attribute of the contract',
    ],
    ['a null inside the data', entered({ team: null }), 'data.team', 'must be a text'],
    ['free text for a code', entered({ need: long(121) }), 'data.need', 'must have at most 120 characters: a code, never free text'],
    ['two lines', entered({ team: 'a\nb' }), 'data.team', 'must be one line without control characters'],
    ['half a character', entered({ team: 'a\ud83d' }), 'data.team', 'must be one line without control characters'],
    ['a quantity without its unit', entered({ quantity: 3 }), 'data.unit', 'quantity and unit come together'],
    [
      'a unit without its quantity',
      { ...head, type: 'weir.case.described.v1', data: { pathway: 'adult', unit: 'hours' } },
      'data.unit',
      'quantity and unit come together',
    ],
    ['a quantity below nothing', entered({ quantity: -1, unit: 'hours' }), 'data.quantity', 'must be at least 0'],
    ['a quantity beyond reason', entered({ quantity: 2e9, unit: 'hours' }), 'data.quantity', 'must be at most 1000000000'],
    ['a quantity in words', entered({ quantity: 'ten', unit: 'hours' }), 'data.quantity', 'must be a number'],
    [
      'part of a case',
      { ...head, type: 'weir.source.counted.v1', data: { pathway: 'adult', stage: 'assessment', open: 1.5 } },
      'data.open',
      'must be a whole number',
    ],
    ['a dimension that is no code', entered({ dimensions: { ageBand: 7 } }), 'data.dimensions.ageBand', 'must be a text'],
    [
      'a dimension with a name of two lines',
      entered({ dimensions: { 'a\u0000b': 'c' } }),
      'data.dimensions.a\ufffdb',
      'is not a name that a dimension can have: one short line',
    ],
    [
      'a measure without a figure',
      { ...head, type: 'weir.measure.observed.v1', data: { measure: 'm', period: '2026' } },
      'data.value',
      'needs a value, or a numerator',
    ],
    [
      'a prototype in disguise',
      JSON.parse(JSON.stringify(entered()).replace('"pathway"', '"__proto__":{},"pathway"')),
      'data.__proto__',
      'is not an attribute of the contract',
    ],
  ])('%s', (_name, input, field, reason) => expect(faultsOf(input)).toEqual([{ field, reason }]))

  test('every fault at once, though not without end', () => {
    expect(faultsOf(entered({ team: 7, need: '', nonsense: 1, silliness: 2 }))).toHaveLength(4)
    expect(faultsOf(entered(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`n${index}`, 1])))).length).toBeLessThanOrEqual(8)
  })
  test('the source and the id go with it where they can be stored', () => {
    expect(parseEvent({ source: '/s', id: '1' })).toMatchObject({ rejected: { source: '/s', id: '1' } })
    expect(parseEvent({ source: 7, id: 'x'.repeat(201) })).toMatchObject({ rejected: { source: null, id: null } })
    expect(parseEvent({ source: '/s\u0000', id: '\ud800' })).toMatchObject({ rejected: { source: null, id: null } })
  })
})

describe('whatever comes', () => {
  const SECRET = 'Blodwen Ffrancon-Pugh'
  const secrets = fc.constantFrom<unknown[]>(
    SECRET,
    `${SECRET}\n`,
    SECRET.repeat(20),
    [SECRET],
    { name: SECRET },
    { [`${SECRET}`.repeat(20)]: SECRET },
    `2026-02-30T${SECRET}`,
  )
  const fieldOf = (type: keyof typeof GOOD) =>
    fc.constantFrom(
      'specversion',
      'type',
      'subject',
      'time',
      'recordedtime',
      'sequence',
      'datacontenttype',
      'data',
      'data_base64',
      'name',
      ...Object.keys(GOOD[type][1]).map((name) => `data.${name}`),
      'data.notes',
    )

  test('a refusal never repeats a value', { timeout: PATIENCE_MS }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TYPES).chain((type) => fc.record({ type: fc.constant(type), field: fieldOf(type), secret: secrets })),
        ({ type, field, secret }) => {
          const [top = '', inner] = field.split('.')
          const good: Json = { ...head, type, data: GOOD[type][1] }
          const parsed = parseEvent(inner === undefined ? { ...good, [top]: secret } : { ...good, data: { ...GOOD[type][1], [inner]: secret } })
          if (parsed.kind === 'event') return // a name of one short line can be a code: the pack's lists are the next door
          const named = parsed.rejected.faults.map((fault) => fault.field)
          expect(named.some((name) => name === field || name.startsWith(`${field}.`) || field === 'data' || inner === 'quantity' || inner === 'unit')).toBe(
            true,
          )
          expect(JSON.stringify({ ...parsed.rejected, faults: parsed.rejected.faults.map(({ reason }) => reason) })).not.toContain('Blodwen')
          for (const name of named) expect(name.length).toBeLessThan(200)
        },
      ),
      runs(2000),
    )
  })

  test('is an event or a refusal, and never an error', { timeout: PATIENCE_MS }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TYPES),
        fc.anything({ withNullPrototype: true }),
        fc.dictionary(fc.string({ unit: 'binary' }), fc.anything()),
        (type, data, more) => {
          expect(['event', 'rejected']).toContain(parseEvent(data).kind)
          expect(['event', 'rejected']).toContain(parseEvent({ ...head, type, ...more, data }).kind)
        },
      ),
      runs(500),
    )
  })
})
