import type { Event, EventOf } from '../contract/event.ts'
import type { Instant } from '../contract/instant.ts'
import { type Contributions, NOTHING, contributeCase, contributeStatement } from '../domain/contribution.ts'
import { difference } from '../domain/difference.ts'
import { entityOf, isCase, ofPerson, personOf } from '../domain/entity.ts'
import { type Facts, NO_FACTS, type Void, addFacts, wakeAt } from '../domain/facts.ts'
import type { Rules } from '../domain/rules.ts'
import type { Visit } from '../domain/visit.ts'
import { horizonOf } from '../domain/window.ts'
import type { Metrics } from './metrics.ts'

/**
 * Events → facts → visits → metrics, in memory: the ledger and the projector in the smallest form that is true to them, fast
 * enough for a city's half year in seconds. Each event is taken once, in the order of the log; late and withdrawn ones change
 * the past as they do in the flow.
 */
export interface Cases {
  take(event: Event, now: Instant): void
  /** what time alone has changed up to `now` */
  wake(now: Instant): void
  /** every visit of every case, in no order */
  each(act: (visit: Visit) => void): void
}

interface Known {
  readonly facts: Facts
  readonly applied: Contributions
  readonly visits: readonly Visit[]
}

const UNKNOWN: Known = { facts: NO_FACTS, applied: NOTHING, visits: [] }

export function openCases(metrics: Metrics, rules: Rules): Cases {
  const known = new Map<string, Known>()
  const whose = new Map<string, string>() // event → entity
  const voids = new Map<string, Void>()
  const wakes = new Map<string, Instant>()
  const people = openPeople()

  const project = (entity: string, events: readonly Event[], withdrawn: readonly Void[], now: Instant): void => {
    const before = known.get(entity) ?? UNKNOWN
    write(entity, before, addFacts(before.facts, events, withdrawn), now)
  }

  const write = (entity: string, before: Known, facts: Facts, now: Instant): void => {
    const horizon = horizonOf(now, rules.calendar.timeZone)
    const made = isCase(entity) ? contributeCase(facts.facts, rules, horizon, now) : null
    const contributions = made?.contributions ?? contributeStatement(facts.facts, rules, now)
    for (const change of difference(before.applied, contributions, horizon)) metrics.make(change, entity)
    known.set(entity, { facts, applied: contributions, visits: made?.projection.visits ?? [] })
    const at = wakeAt(facts.facts, now)
    if (at === null) wakes.delete(entity)
    else wakes.set(entity, at)
  }

  const withdraw = ({ source, data, happenedAt }: EventOf<'withdrawn'>, now: Instant): void => {
    const name = nameOf({ source, id: data.id })
    const one: Void = { source, id: data.id, at: happenedAt }
    voids.set(name, one)
    const entity = whose.get(name)
    if (entity !== undefined) project(people.named(entity), [], [one], now)
  }

  /** All cases of people who turn out to be one are folded again, under the least of their names. */
  const merge = ({ subject, data }: EventOf<'merged'>, now: Instant): void => {
    const before = new Map([...known.keys()].filter(isCase).map((entity) => [entity, people.named(entity)]))
    people.merge(subject ?? '', data.into)
    for (const [entity] of before) {
      const name = people.named(entity)
      if (name === entity) continue
      const moved = known.get(entity) ?? UNKNOWN
      const facts = moved.facts.facts
      write(entity, moved, NO_FACTS, now)
      known.delete(entity)
      const voided = facts.flatMap(({ event, voidAt }) => (voidAt === undefined ? [] : [{ source: event.source, id: event.id, at: voidAt }]))
      project(name, facts.map(({ event }) => event), voided, now) // prettier-ignore
    }
  }

  return {
    take: (event, now) => {
      if (event.kind === 'heartbeat') return
      if (event.kind === 'withdrawn') return withdraw(event, now)
      if (event.kind === 'merged') return merge(event, now)
      const name = nameOf(event)
      if (whose.has(name)) return
      const entity = entityOf(event)
      whose.set(name, entity)
      const withdrawn = voids.get(name)
      project(people.named(entity), [event], withdrawn ? [withdrawn] : [], now)
    },
    wake: (now) => {
      for (const [entity, at] of wakes) if (at <= now) project(entity, [], [], now)
    },
    each: (act) => {
      for (const { visits } of known.values()) for (const visit of visits) act(visit)
    },
  }
}

const nameOf = ({ source, id }: { readonly source: string; readonly id: string }): string => `${source}\t${id}`

interface People {
  merge(subject: string, into: string): void
  /** the entity under the name that its person goes by */
  named(entity: string): string
}

function openPeople(): People {
  const names = new Map<string, string>()
  const nameOfPerson = (person: string): string => {
    const other = names.get(person)
    return other === undefined || other === person ? person : nameOfPerson(other)
  }
  return {
    merge: (subject, into) => {
      const [least, other] = [nameOfPerson(subject), nameOfPerson(into)].sort()
      if (least !== undefined && other !== undefined) names.set(other, least)
    },
    named: (entity) => {
      const person = names.size > 0 && isCase(entity) ? personOf(entity) : null
      return person === null ? entity : ofPerson(entity, nameOfPerson(person))
    },
  }
}
