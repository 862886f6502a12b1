import type { Instant } from '../contract/instant.ts'
import type { Pack } from '../contract/pack.ts'
import { localDay, startOfDay } from '../domain/local-time.ts'
import { arrive } from './arrivals.ts'
import { chronicle } from './chronicle.ts'
import { planIncidents } from './incidents.ts'
import { PRACTICE } from './local-facts.ts'
import { loadOpening } from './opening.ts'
import { report } from './reports.ts'
import type { Scenario } from './scenario.ts'
import { giveTurns, openCounters } from './turns.ts'
import type { RawCloudEvent } from './wire.ts'
import { worklist } from './worklist.ts'
import { type Day, type World, worldOf } from './world.ts'

/**
 * A council's life between two instants, as its systems would report it: the events in the order of their `recordedtime`, the
 * same to the byte for the same arguments. It begins with the stock that is found at `from` and draws nothing from a clock, so
 * a reader who wants figures with a history lets it begin four months before they are looked at.
 */
export interface Rehearsal {
  /** with the journeys, stages and places of `packs/carmarthenshire` */
  readonly pack: Pack
  readonly seed: number
  readonly from: Instant
  readonly until: Instant
  readonly scenarios?: readonly Scenario[]
}

/** @throws RangeError where the pack lacks a journey or a stage that the rehearsal plays, or a place to play it in */
export function* rehearse({ pack, seed, from, until, scenarios = [] }: Rehearsal): Generator<RawCloudEvent, void, undefined> {
  mustFit(pack)
  const world = worldOf(pack, seed, scenarios)
  const counters = openCounters(world, PRACTICE)
  const told = chronicle(world, worklist(pack))
  loadOpening(world, PRACTICE, from)
  planIncidents(world)
  for (const day of daysBetween(world, from, until)) {
    giveTurns(world, counters, day)
    arrive(world, PRACTICE, day)
    report(world, day)
    world.agenda.runUntil(day.endsAt)
    if (day.endsAt <= until) yield* told.of(day)
    else for (const event of told.of(day)) if (Date.parse(event.recordedtime) < until) yield event
  }
}

/** Whole local days, the first one from `from` on. */
function* daysBetween({ calendar: { timeZone } }: World, from: Instant, until: Instant): Iterable<Day> {
  for (let day = localDay(from, timeZone); startOfDay(day, timeZone) < until; day++) {
    yield { day, startsAt: Math.max(from, startOfDay(day, timeZone)), endsAt: startOfDay(day + 1, timeZone) }
  }
}

function mustFit({ pathways, localities }: Pack): void {
  for (const { pathway, stages, place } of PRACTICE) {
    const known = pathways.find(({ id }) => id === pathway)
    const missing = Object.keys(stages).find((stage) => known?.stages.every(({ id }) => id !== stage) ?? true)
    if (missing !== undefined) throw new RangeError(`the pack has no stage ${pathway}/${missing}`)
    if (localities.every(({ kind }) => kind !== place)) throw new RangeError(`the pack has no ${place} for ${pathway}`)
  }
}
