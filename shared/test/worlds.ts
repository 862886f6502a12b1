import fc from 'fast-check'
import type { Event, EventKind } from '../src/contract/event.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../src/contract/instant.ts'
import type { Codes, Limit, Pack, Pathway } from '../src/contract/pack.ts'

/**
 * Small worlds in which much goes wrong: a pack, a log of every kind of event about few people at few and often equal
 * instants, and a story of how and when the log is delivered while the clock moves on.
 */
export interface World {
  readonly pack: Pack
  readonly log: readonly Event[]
  /** the clock's stops, in order */
  readonly stops: readonly Instant[]
}

/** Zones and a moment near which their clocks change, skip a midnight, or stand half an hour off. */
const PLACES: readonly { readonly timeZone: string; readonly around: string }[] = [
  { timeZone: 'Europe/London', around: '2026-03-25T00:00:00Z' },
  { timeZone: 'Europe/London', around: '2026-10-21T00:00:00Z' },
  { timeZone: 'Europe/London', around: '2025-12-22T00:00:00Z' },
  { timeZone: 'America/New_York', around: '2026-10-28T00:00:00Z' },
  { timeZone: 'America/Sao_Paulo', around: '2017-10-11T00:00:00Z' },
  { timeZone: 'Asia/Kolkata', around: '2024-02-26T00:00:00Z' },
  { timeZone: 'Australia/Lord_Howe', around: '2026-04-01T00:00:00Z' },
]

const limit: fc.Arbitrary<Limit | undefined> = fc.option(
  fc.oneof<fc.Arbitrary<Limit>[]>(
    fc.record({ workingDays: fc.nat(6), by: fc.constant('local' as const) }),
    fc.record({ days: fc.integer({ min: 1, max: 6 }), by: fc.constant('local' as const) }),
    fc.record({ hours: fc.constantFrom(0.5, 6, 24, 72, 144, 1 / 3), by: fc.constant('local' as const) }),
  ),
  { nil: undefined, freq: 5 },
)

const text = (en: string) => ({ en })
const STAGES = ['referral', 'assessment', 'care']
const LOCALITIES = ['north', 'south']

function packIn(timeZone: string, around: Instant): fc.Arbitrary<Pack> {
  const stage = (id: string) =>
    fc
      .record({ limit, pauseStopsClock: oftener(3, fc.constant(true), fc.constant(false)), kind: fc.constantFrom('queue', 'work', 'service') })
      .map(({ limit, ...rest }) => ({ id, name: text(id), ...rest, ...(limit === undefined ? {} : { limit }) }))
  const pathway = (id: string, service: string, stages: readonly string[]) =>
    fc.tuple(...stages.map(stage)).map((stages) => ({ id, service, name: text(id), stages }))
  return fc
    .record({
      holidays: fc.subarray(
        Array.from({ length: 12 }, (_, day) => new Date(around + day * DAY).toISOString().slice(0, 10)),
        { maxLength: 4 },
      ),
      pathways: fc.oneof<fc.Arbitrary<Pathway[]>[]>(
        pathway('adult', 'adults', STAGES).map((one) => [one]),
        fc.tuple(pathway('adult', 'adults', STAGES.slice(0, 2)), pathway('child', 'children', STAGES.slice(1))),
      ),
      codes: fc.constantFrom<Codes>(
        {},
        {
          outcomes: [
            { id: 'done', name: text('done'), ended: 'progressed' },
            { id: 'refused', name: text('refused'), ended: 'declined' },
            { id: 'died', name: text('died'), ended: 'admitted' },
          ],
          duties: [
            { id: 'review', name: text('review'), authorised: true },
            { id: 'visit', name: text('visit'), authorised: false },
          ],
        },
      ),
    })
    .map(({ holidays, pathways, codes }): Pack => ({
      id: 'somewhere',
      name: text('Somewhere'),
      timeZone,
      holidays,
      localities: LOCALITIES.map((id) => ({ id, name: text(id), kind: 'locality' as const, wards: [`${id}-ward`, `${id}-hill`] })),
      pathways,
      codes,
      sources: [{ id: '/a', name: text('A'), lateAfter: HOUR, silentAfter: 6 * HOUR }],
    }))
}

/** Instants on a coarse grid, so that ties are frequent, with a millisecond to either side, and now and then far away. */
function instants(around: Instant): fc.Arbitrary<Instant> {
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .tuple(fc.integer({ min: 0, max: 36 }), fc.constantFrom(0, 0, 0, 0, 1, -1, 30 * MINUTE))
        .map(([step, off]) => around + step * 6 * HOUR + off),
    },
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 200 }).map((hour) => around + hour * HOUR) },
    { weight: 1, arbitrary: fc.constantFrom(-130, -60, -9, -2, 20, 45, 130).map((days) => around + days * DAY) },
  )
}

const oftener = <A, B>(times: number, usual: fc.Arbitrary<A>, other: fc.Arbitrary<B>) =>
  fc.oneof({ weight: times, arbitrary: usual }, { weight: 1, arbitrary: other })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })

const PEOPLE = ['ann', 'ben|é', 'cy', 'dai', 'eve', 'fay', 'gus', 'huw', 'ida', 'jan', 'kit', 'liz']
const place = {
  locality: maybe(fc.constantFrom(...LOCALITIES, 'unplaced', 'nowhere', 'elsewhere')),
  homeWard: maybe(fc.constantFrom('north-ward', 'south-hill', 'no-ward')),
}
const placeless = fc.constant({ locality: undefined, homeWard: undefined })
const somewhere = fc.oneof(placeless, fc.record(place))
const pathway = oftener(8, fc.constant('adult'), fc.constantFrom('child', 'unknown'))
const stage = oftener(8, fc.constantFrom(...STAGES.slice(0, 2)), fc.constantFrom('care', 'unknown'))
const episode = oftener(8, fc.constant(undefined), fc.constantFrom('1', '2'))
const priority = maybe(fc.constantFrom('high', 'low', '__proto__'))
const measured = fc.oneof(
  fc.constant({}),
  fc.record({ quantity: fc.constantFrom(0, 0.1, 0.2, 1.005, 14.5, 1e9, 0.000001), unit: fc.constantFrom('hours', 'beds') }),
)

interface Saying {
  readonly kind: EventKind
  readonly data?: object
  /** of a withdrawal: the number in the log of what it voids */ readonly number?: number
}

/** What one event may say, by theme. A world takes some of the themes, so that it can go deep into a few at a time. */
function themes(at: fc.Arbitrary<Instant>, person: fc.Arbitrary<string>): Readonly<Record<string, fc.Arbitrary<Saying>>> {
  const due = oftener(3, fc.constant(undefined), at)
  const described = fc
    .tuple(
      somewhere,
      measured,
      fc.record({ pathway, episode, priority, dueAt: due, team: maybe(fc.constant('t')), dimensions: maybe(fc.constant({ ageBand: '75-84' })) }),
    )
    .map((parts): object => Object.assign({}, ...parts))
  const entered = fc
    .tuple(described, stage, maybe(fc.constant('done')))
    .map(([data, stage, outcome]): Saying => ({ kind: 'entered', data: { ...data, stage, outcome } }))
  const plain = fc.tuple(pathway, stage).map(([pathway, stage]): Saying => ({ kind: 'entered', data: { pathway, stage } }))
  const duty = fc.record({ pathway: maybe(pathway), episode, duty: fc.constantFrom('review', 'visit') })
  const locality = fc.constantFrom(...LOCALITIES, 'nowhere', 'elsewhere')
  return {
    entered: fc.oneof(entered, plain),
    described: described.map((data) => ({ kind: 'described', data })),
    paused: fc
      .tuple(fc.constantFrom<EventKind[]>('paused', 'resumed'), fc.record({ pathway, episode, reason: maybe(fc.constant('waits')) }))
      .map(([kind, data]) => ({ kind, data })),
    left: fc
      .record({ pathway, episode, stage: maybe(stage), outcome: fc.constantFrom('done', 'refused', 'died', 'admitted', 'vanished') })
      .map((data) => ({ kind: 'left', data })),
    duties: fc.oneof(
      fc.tuple(somewhere, duty, at).map(([where, duty, dueAt]): Saying => ({ kind: 'duty-set', data: { ...where, ...duty, dueAt } })),
      fc.tuple(duty, due).map(([duty, authorisedAt]): Saying => ({ kind: 'duty-done', data: { ...duty, authorisedAt } })),
    ),
    merged: person.map((into) => ({ kind: 'merged', data: { into } })),
    withdrawn: fc.nat(60).map((number) => ({ kind: 'withdrawn', number })),
    capacity: fc
      .record({
        locality,
        service: fc.constantFrom('adults', 'children'),
        unit: fc.constantFrom('beds', 'hours'),
        available: fc.nat(3),
        needed: maybe(fc.nat(3)),
        validUntil: due,
      })
      .map((data) => ({ kind: 'capacity', data })),
    counted: fc
      .record({ pathway, stage, locality: maybe(locality), team: maybe(fc.constantFrom('t', 'u')), open: fc.nat(9) })
      .map((data) => ({ kind: 'counted', data })),
    other: fc.constantFrom<Saying[]>({ kind: 'heartbeat', data: {} }, { kind: 'observed', data: { measure: 'm', period: '2026-01', value: 1 } }),
  }
}

/** Cases enter stages in every world; of the rest, each world has some. */
function sayings(at: fc.Arbitrary<Instant>, person: fc.Arbitrary<string>): fc.Arbitrary<fc.Arbitrary<Saying>> {
  const { entered, ...rest } = themes(at, person)
  return fc
    .subarray(Object.keys(rest))
    .map((chosen) =>
      fc.oneof(
        { weight: 2 + chosen.length, arbitrary: entered ?? fc.constant({ kind: 'heartbeat' }) },
        ...chosen.flatMap((theme) => (rest[theme] ? [{ weight: 2, arbitrary: rest[theme] }] : [])),
      ),
    )
}

const SOURCES = ['/a', '/b'] as const
const identity = (number: number) => ({ source: SOURCES[number % 2] ?? '/a', id: `${number >> 1}` }) // both sources use the same ids

function logAt(at: fc.Arbitrary<Instant>, person: fc.Arbitrary<string>, saying: fc.Arbitrary<Saying>, most: number): fc.Arbitrary<readonly Event[]> {
  const draft = fc.record({
    saying,
    person,
    happenedAt: at,
    recordedAt: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: at }),
    sequence: fc.constantFrom(undefined, undefined, undefined, '2', '10'),
  })
  return fc.array(draft, { minLength: 1, maxLength: most, size: 'max' }).map((drafts) =>
    drafts.map(({ saying, person, happenedAt, recordedAt, sequence }, number): Event => {
      const own = identity(number)
      // A withdrawal speaks of its own source's event; now and then it names one that never comes, or another withdrawal.
      const data = saying.kind === 'withdrawn' ? { id: identity((saying.number ?? 0) % (drafts.length + 2)).id } : present(saying.data ?? {})
      return {
        kind: saying.kind,
        ...own,
        subject: person,
        happenedAt,
        recordedAt: recordedAt ?? happenedAt,
        ...(sequence === undefined ? {} : { sequence }),
        data,
      } as Event
    }),
  )
}

/** An absent attribute is absent, as the door leaves it. */
const present = (data: object): object => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))

/** Few people have long stories; many people make queues. */
export function worlds(most = 40): fc.Arbitrary<World> {
  return fc.record({ place: fc.constantFrom(...PLACES), people: fc.constantFrom(2, 2, 12) }).chain(({ place: { timeZone, around }, people }) => {
    const start = Date.parse(around)
    const at = instants(start)
    const person = fc.constantFrom(...PEOPLE.slice(0, people))
    return fc.record({
      pack: packIn(timeZone, start),
      log: sayings(at, person).chain((saying) => logAt(at, person, saying, most)),
      stops: fc.array(at, { minLength: 1, maxLength: 5 }).map((stops) => stops.sort((a, b) => a - b)),
    })
  })
}
