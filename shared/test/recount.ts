import { Temporal } from 'temporal-polyfill'
import type { Board, StageBoard } from '../src/contract/board.ts'
import type { Event, EventOf } from '../src/contract/event.ts'
import { DAY, HOUR, type Instant } from '../src/contract/instant.ts'
import { type Ended, type Pack, type Stage, UNPLACED } from '../src/contract/pack.ts'

/**
 * A recount of the figures of a board by a stranger who has read docs/contract.md and nothing else: no stored state, no
 * buckets, no differences. It filters the events that count, puts each case in order, walks it, and then counts by looking at
 * every visit there is. It is slow on purpose, and shares no line with `src/domain`: where the two disagree, one is wrong.
 */
export type Recount = Pick<Board, 'stages' | 'pathways' | 'duties' | 'capacity'>

/** One stay of a case in one stage *and* one locality; a transfer ends one stay and begins the next of the same visit. */
interface Stay {
  pathway: string
  stage: string
  locality: string
  /** when the stage was entered: carried over by a transfer */
  enteredAt: Instant
  arrivedAt: Instant
  departedAt: Instant | null
  /** how the visit ended; null for a transfer, which is in none of the five */
  ended: Ended | null
  dueAt: Instant | null
  quantity: number | null
  unit: string | null
  team: string | null
  priority: string | null
  pauses: { from: Instant; to: Instant | null }[]
}

/** A case's time in one pathway *and* one locality, through whatever stages it goes there. */
interface Presence {
  pathway: string
  locality: string
  cameAt: Instant
  wentAt: Instant | null
}

interface Duty {
  code: string
  dueAt: Instant
  doneAt: Instant | null
  locality: string
}

type CaseEvent = EventOf<'entered' | 'described' | 'paused' | 'resumed' | 'left' | 'duty-set' | 'duty-done'>
type DutyEvent = EventOf<'duty-set' | 'duty-done'>
const ORDER_OF_TYPES = ['entered', 'described', 'paused', 'resumed', 'left', 'duty-set', 'duty-done']

export function recount(pack: Pack, log: readonly Event[], now: Instant): Map<string, Recount> {
  const events = eventsThatCount(log, now)
  const cases = casesOf(events)
  const stays = cases.flatMap((events) => staysOf(pack, events))
  const presences = cases.flatMap((events) => presencesOf(pack, events))
  const duties = cases.flatMap((events) => dutiesOf(pack, events))
  const boards = new Map<string, Recount>()
  for (const locality of [...pack.localities.map((locality) => locality.id), UNPLACED]) {
    boards.set(locality, {
      stages: stagesOf(pack, events, stays, locality, now),
      pathways: pathwaysOf(pack, presences, locality, now),
      duties: dutyBoards(
        duties.filter((duty) => duty.locality === locality),
        now,
      ),
      capacity: capacityOf(pack, events, locality),
    })
  }
  return boards
}

/** One of each (source, id); nothing from the future; nothing withdrawn, save that a withdrawal cannot be withdrawn. */
function eventsThatCount(log: readonly Event[], now: Instant): readonly Event[] {
  const once: Event[] = []
  for (const event of log) {
    if (event.happenedAt > now) continue
    if (once.some((other) => other.source === event.source && other.id === event.id)) continue
    once.push(event)
  }
  const withdrawals = once.filter((event) => event.kind === 'withdrawn')
  return once.filter((event) => event.kind === 'withdrawn' || !withdrawals.some((w) => w.source === event.source && w.data.id === event.id))
}

/** Persons connected by merges are one person; a case is a person, a pathway and an episode, each absent value one of its own. */
function casesOf(events: readonly Event[]): readonly (readonly CaseEvent[])[] {
  const merges = events.filter((event) => event.kind === 'merged')
  const samePerson = (subject: string): Set<string> => {
    const group = new Set([subject])
    for (let size = 0; size !== group.size;) {
      size = group.size
      for (const merge of merges) {
        const two = [merge.subject ?? '', merge.data.into]
        if (two.some((one) => group.has(one))) two.forEach((one) => group.add(one))
      }
    }
    return group
  }
  const cases = new Map<string, CaseEvent[]>()
  for (const event of events) {
    if (!ORDER_OF_TYPES.includes(event.kind)) continue
    const caseEvent = event as CaseEvent
    const person = [...samePerson(event.subject ?? '')].sort()[0]
    const name = JSON.stringify([person, caseEvent.data.pathway ?? null, caseEvent.data.episode ?? null])
    cases.set(name, [...(cases.get(name) ?? []), caseEvent])
  }
  return [...cases.values()].map(inOrder)
}

/**
 * A `left` dated before the first `entered` takes that entry's instant: as its time, as its recorded time where that is earlier
 * still, and so in the order; but it never comes ahead of the entry itself.
 */
function inOrder(events: readonly CaseEvent[]): readonly CaseEvent[] {
  const first = events.filter((event) => event.kind === 'entered').sort(byOrder)[0]
  if (!first) return [...events].sort(byOrder)
  const isEarly = (event: CaseEvent) => event.kind === 'left' && event.happenedAt < first.happenedAt
  const early = events.filter(isEarly).map((event) => ({ ...event, happenedAt: first.happenedAt, recordedAt: Math.max(event.recordedAt, first.recordedAt) }))
  const others = events.filter((event) => event !== first && !isEarly(event))
  const before = others.filter((event) => byOrder(event, first) < 0).sort(byOrder)
  const after = others.filter((event) => byOrder(event, first) > 0)
  return [...before, first, ...[...after, ...early].sort(byOrder)]
}

function byOrder(a: Event, b: Event): number {
  return (
    a.happenedAt - b.happenedAt ||
    a.recordedAt - b.recordedAt ||
    asText(a.sequence ?? '', b.sequence ?? '') ||
    ORDER_OF_TYPES.indexOf(a.kind) - ORDER_OF_TYPES.indexOf(b.kind) ||
    asText(a.source, b.source) ||
    asText(a.id, b.id)
  )
}

const asText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The event's locality, else that of its home ward, else the last one known, else `unplaced`; an unknown id is `unplaced`. */
function placeOf(pack: Pack, data: { locality?: string | undefined; homeWard?: string | undefined }, last: string | null): string {
  const ofWard = pack.localities.find((locality) => data.homeWard !== undefined && locality.wards.includes(data.homeWard))?.id
  const place = data.locality ?? ofWard ?? last ?? UNPLACED
  return pack.localities.some((locality) => locality.id === place) ? place : UNPLACED
}

function staysOf(pack: Pack, events: readonly CaseEvent[]): readonly Stay[] {
  const stays: Stay[] = []
  let open = null as Stay | null
  let last: string | null = null
  let priority: string | null = null

  for (const event of events) {
    const at = event.happenedAt
    switch (event.kind) {
      case 'entered':
      case 'described': {
        const { data } = event
        const place: string = placeOf(pack, data, last)
        last = place
        priority = data.priority ?? priority
        if (event.kind === 'entered' && open?.stage !== event.data.stage) {
          if (open) end(open, at, 'progressed')
          open = {
            pathway: data.pathway,
            stage: event.data.stage,
            locality: place,
            enteredAt: at,
            arrivedAt: at,
            departedAt: null,
            ended: null,
            dueAt: null,
            quantity: null,
            unit: null,
            team: null,
            priority,
            pauses: [],
          }
          stays.push(open)
        }
        if (!open) break
        if (open.locality !== place) {
          open.departedAt = at // a transfer: the pause goes on, and nothing has ended
          open = { ...open, locality: place, arrivedAt: at, departedAt: null, pauses: open.pauses.map((pause) => ({ ...pause })) }
          stays.push(open)
        }
        open.priority = priority
        open.dueAt = data.dueAt ?? open.dueAt
        open.quantity = data.quantity ?? open.quantity
        open.unit = data.unit ?? open.unit
        open.team = data.team ?? open.team
        break
      }
      case 'paused':
        if (open && !isPaused(open)) open.pauses.push({ from: at, to: null })
        break
      case 'resumed':
        if (open) resume(open, at)
        break
      case 'left':
        if (open) end(open, at, endedBy(pack, event.data.outcome))
        open = null
        break
      case 'duty-set':
      case 'duty-done':
        break // counted apart
    }
  }
  return stays
}

/**
 * Where the case is after each of its events: in its pathway in one locality, or nowhere (before it came, once it has left, and
 * in a stage that the pack does not know). A presence begins and ends where that changes.
 */
function presencesOf(pack: Pack, events: readonly CaseEvent[]): readonly Presence[] {
  const pathway = pack.pathways.find(({ id }) => id === events[0]?.data.pathway)
  const presences: Presence[] = []
  let stage: string | null = null
  let last: string | null = null
  for (const event of events) {
    if (event.kind === 'entered' || event.kind === 'described') last = placeOf(pack, event.data, last)
    if (event.kind === 'entered') stage = event.data.stage
    if (event.kind === 'left') stage = null
    const place = pathway?.stages.some(({ id }) => id === stage) ? last : null
    const open = presences.find(({ wentAt }) => wentAt === null)
    if ((open?.locality ?? null) === place) continue
    if (open) open.wentAt = event.happenedAt
    if (pathway && place !== null) presences.push({ pathway: pathway.id, locality: place, cameAt: event.happenedAt, wentAt: null })
  }
  return presences
}

const isPaused = (stay: Stay): boolean => stay.pauses.some((pause) => pause.to === null)

function resume(stay: Stay, at: Instant): void {
  for (const pause of stay.pauses) pause.to ??= at
}

function end(stay: Stay, at: Instant, ended: Ended): void {
  resume(stay, at)
  stay.departedAt = at
  stay.ended = ended
}

const ENDINGS: readonly string[] = ['progressed', 'declined', 'admitted', 'died', 'other'] satisfies Ended[]

/** What the pack's list says of the outcome; where no list does, the five words stand for themselves and the rest is `other`. */
function endedBy(pack: Pack, outcome: string): Ended {
  const listed = pack.codes.outcomes?.find((entry) => entry.id === outcome)?.ended
  return listed ?? (ENDINGS.includes(outcome) ? (outcome as Ended) : 'other')
}

/** The due instant at `now`: given, or that of the limit moved by the paused milliseconds where the stage's clock stops. */
function dueOf(pack: Pack, stage: Stage, stay: Stay, now: Instant): Instant | null {
  if (stay.dueAt !== null) return stay.dueAt
  const limit = limitOf(pack, stage, stay.enteredAt)
  if (limit === null || !stage.pauseStopsClock) return limit
  return limit + stay.pauses.reduce((sum, pause) => sum + (pause.to ?? now) - pause.from, 0)
}

function limitOf(pack: Pack, stage: Stage, enteredAt: Instant): Instant | null {
  if (!stage.limit) return null
  const entered = Temporal.Instant.fromEpochMilliseconds(enteredAt).toZonedDateTimeISO(pack.timeZone)
  if ('hours' in stage.limit) return enteredAt + Math.round(stage.limit.hours * HOUR)
  if ('days' in stage.limit) return entered.add({ days: stage.limit.days }).epochMilliseconds
  let date = entered.toPlainDate()
  for (let left = stage.limit.workingDays; left > 0;) {
    date = date.add({ days: 1 })
    if (date.dayOfWeek <= 5 && !pack.holidays.includes(date.toString())) left -= 1
  }
  return date.add({ days: 1 }).toZonedDateTime(pack.timeZone).epochMilliseconds
}

/** How many of some instants lie in the two windows: from the hour 23 before this one, and from the midnight six days ago. */
function windowsAt(pack: Pack, now: Instant) {
  const hours = Math.floor(now / HOUR) * HOUR - 23 * HOUR
  const days = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(pack.timeZone)
    .toPlainDate()
    .subtract({ days: 6 })
    .toZonedDateTime(pack.timeZone).epochMilliseconds
  const from = (start: Instant, instants: readonly (Instant | null)[]) => instants.filter((at) => at !== null && start <= at && at <= now).length
  return (instants: readonly (Instant | null)[]) => ({ h24: from(hours, instants), d7: from(days, instants) })
}

function pathwaysOf(pack: Pack, presences: readonly Presence[], locality: string, now: Instant): Board['pathways'] {
  const windows = windowsAt(pack, now)
  return pack.pathways.map(({ id, service }) => {
    const here = presences.filter((presence) => presence.pathway === id && presence.locality === locality)
    return { service, pathway: id, arrivals: windows(here.map(({ cameAt }) => cameAt)), departures: windows(here.map(({ wentAt }) => wentAt)) }
  })
}

function stagesOf(pack: Pack, events: readonly Event[], stays: readonly Stay[], locality: string, now: Instant): StageBoard[] {
  const windows = windowsAt(pack, now)
  return pack.pathways.flatMap((pathway) =>
    pathway.stages.map((stage): StageBoard => {
      const here = stays.filter((stay) => stay.locality === locality && stay.pathway === pathway.id && stay.stage === stage.id)
      const waiting = here.filter((stay) => stay.arrivedAt <= now && (stay.departedAt === null || now < stay.departedAt))
      const ages = waiting.map((stay) => now - stay.enteredAt).sort((a, b) => a - b)
      const percentile = (p: number) => {
        const age = ages[Math.ceil((ages.length * p) / 100) - 1]
        return age === undefined ? null : now - age
      }
      const clockStopped = (stay: Stay) => stage.pauseStopsClock && stay.dueAt === null && isPaused(stay)
      const due = (stay: Stay) => dueOf(pack, stage, stay, now)
      const endings = (ended: Ended) => windows(here.filter((stay) => stay.ended === ended).map((stay) => stay.departedAt)).d7
      return {
        service: pathway.service,
        pathway: pathway.id,
        stage: stage.id,
        kind: stage.kind,
        waiting: waiting.length,
        byPriority: countBy(waiting.flatMap((stay) => stay.priority ?? [])),
        quantity: quantities(waiting),
        oldestEnteredAt: ages.length === 0 ? null : now - Math.max(...ages),
        enteredAt: { p50: percentile(50), p85: percentile(85), p95: percentile(95) },
        overdue: waiting.filter((stay) => {
          const at = due(stay)
          return at !== null && at < now && !clockStopped(stay)
        }).length,
        dueSoon: waiting.filter((stay) => {
          const at = due(stay)
          return at !== null && now <= at && at < now + 3 * DAY
        }).length,
        arrivals: windows(here.map((stay) => stay.arrivedAt)),
        departures: windows(here.map((stay) => stay.departedAt)),
        ended: {
          progressed: endings('progressed'),
          declined: endings('declined'),
          admitted: endings('admitted'),
          died: endings('died'),
          other: endings('other'),
        },
        expectation: null, // it is learnt by an assessor, and none is here
        sourceSays: sourceSays(pack, events, pathway.id, stage.id, locality, here, now),
      }
    }),
  )
}

function countBy(codes: readonly string[]): Record<string, number> {
  return Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((other) => other === code).length]))
}

/** Decimal sums, exact to the millionth: the same whatever the order in which the visits are added. A sum of nothing is left out. */
function quantities(waiting: readonly Stay[]): Record<string, number> {
  const units = [...new Set(waiting.flatMap((stay) => stay.unit ?? []))]
  const millionths = (stay: Stay) => BigInt((stay.quantity ?? 0).toFixed(6).replace('.', ''))
  return Object.fromEntries(
    units.flatMap((unit) => {
      const sum = waiting.filter((stay) => stay.unit === unit).reduce((sum, stay) => sum + millionths(stay), 0n)
      const digits = sum.toString().padStart(7, '0')
      return sum === 0n ? [] : [[unit, Number(`${digits.slice(0, -6)}.${digits.slice(-6)}`)]]
    }),
  )
}

/**
 * A source's latest word on each of its teams; a count that names no locality of the pack, or none at all, is `unplaced`. Beside
 * each, how many it could have been here when it was counted: for a stage, what waits now less what came since and with what
 * went since, whole hours being told apart and the hour of the count not; for a team, anything between none and all of that.
 * Of what it could have been, the figure nearest the source's. A count of all places or of a day ago has nothing beside it.
 */
function sourceSays(
  pack: Pack,
  events: readonly Event[],
  pathway: string,
  stage: string,
  locality: string,
  stays: readonly Stay[],
  now: Instant,
): StageBoard['sourceSays'] {
  const here = events
    .filter((event) => event.kind === 'counted')
    .filter(({ data }) => data.pathway === pathway && data.stage === stage && placeOf(pack, data, null) === locality)
  return latest(here, ({ source, data }) => [source, data.team ?? null, data.locality ?? null]).map(({ source, happenedAt, data }) => ({
    source,
    team: data.team ?? null,
    open: data.open,
    ours: data.locality === undefined ? null : couldHaveBeen(stays, data.team ?? null, data.open, happenedAt, now),
    countedAt: happenedAt,
  }))
}

function couldHaveBeen(stays: readonly Stay[], team: string | null, open: number, countedAt: Instant, now: Instant): number | null {
  const hour = (at: Instant) => Math.floor(at / HOUR)
  if (hour(now) - hour(countedAt) >= 24) return null
  const waiting = stays.filter((stay) => stay.arrivedAt <= now && (stay.departedAt === null || now < stay.departedAt))
  const times = (instants: readonly (Instant | null)[]) => instants.filter((at) => at !== null && at <= now) as readonly Instant[]
  const [came, went] = [times(stays.map((stay) => stay.arrivedAt)), times(stays.map((stay) => stay.departedAt))]
  const from = (all: readonly Instant[], first: number) => all.filter((at) => hour(at) >= first).length
  const [certain, possible] = [countedAt % HOUR === 0 ? hour(countedAt) : hour(countedAt) + 1, hour(countedAt)]
  const there = team === null ? waiting.length : waiting.filter((stay) => stay.team === team).length
  const least = team === null ? there - from(came, possible) + from(went, certain) : there - from(came, possible)
  const most = team === null ? there - from(came, certain) + from(went, possible) : there + from(went, possible)
  return Math.max(0, open < least ? least : open > most ? most : open)
}

function capacityOf(pack: Pack, events: readonly Event[], locality: string): Board['capacity'] {
  const here = events.filter((event) => event.kind === 'capacity').filter(({ data }) => placeOf(pack, data, null) === locality)
  return latest(here, ({ source, data }) => [source, data.service, data.unit, data.locality]).map(({ source, happenedAt, data }) => ({
    source,
    service: data.service,
    unit: data.unit,
    available: data.available,
    needed: data.needed ?? null,
    reportedAt: happenedAt,
    validUntil: data.validUntil ?? null,
  }))
}

/** Of the events that speak of the same thing, the last in the contract's order. Two unknown localities are two things. */
function latest<E extends Event>(events: readonly E[], about: (event: E) => readonly unknown[]): readonly E[] {
  const things = new Map<string, E>()
  for (const event of [...events].sort(byOrder)) things.set(JSON.stringify(about(event)), event)
  return [...things.values()]
}

/** A duty stands where its `set` says, else where the case was last known to be at that moment of its story. */
function dutiesOf(pack: Pack, events: readonly CaseEvent[]): readonly Duty[] {
  const codes = new Set(events.filter((event): event is DutyEvent => event.kind === 'duty-set' || event.kind === 'duty-done').map((event) => event.data.duty))
  return [...codes].flatMap((code) => {
    let duty = null as Duty | null
    let done = null as Duty | null
    let last: string | null = null
    for (const event of events) {
      if (event.kind === 'entered' || event.kind === 'described') last = placeOf(pack, event.data, last)
      if (event.kind === 'duty-set' && event.data.duty === code) {
        duty = { code, dueAt: event.data.dueAt, doneAt: null, locality: placeOf(pack, event.data, last) }
        done = null
      }
      if (event.kind === 'duty-done' && event.data.duty === code) {
        // Done without an authorisation where the pack asks for one, it waits for that where it was due.
        const known = duty ?? done
        const waits: boolean = known !== null && event.data.authorisedAt === undefined && asksForAuthorisation(pack, code)
        done = known !== null && waits ? { ...known, doneAt: done?.doneAt ?? event.happenedAt } : null
        duty = null
      }
    }
    return duty ?? done ?? []
  })
}

const asksForAuthorisation = (pack: Pack, code: string): boolean => pack.codes.duties?.some((duty) => duty.id === code && duty.authorised) ?? false

function dutyBoards(duties: readonly Duty[], now: Instant): Board['duties'] {
  return [...new Set(duties.map((duty) => duty.code))].map((code) => {
    const own = duties.filter((duty) => duty.code === code)
    const due = own.filter((duty) => duty.doneAt === null).map((duty) => duty.dueAt)
    const done = own.flatMap((duty) => duty.doneAt ?? [])
    return {
      duty: code,
      open: due.length,
      overdue: due.filter((at) => at < now).length,
      dueSoon: due.filter((at) => now <= at && at < now + 3 * DAY).length,
      oldestDueAt: due.length > 0 ? Math.min(...due) : null,
      unauthorised: done.length,
      oldestDoneAt: done.length > 0 ? Math.min(...done) : null,
    }
  })
}
