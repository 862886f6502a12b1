import { HOUR, type Instant, SECOND } from '../contract/instant.ts'
import { startOfDay } from '../domain/local-time.ts'
import { isWorkingDay } from '../domain/working-time.ts'
import { PRACTICE, SOURCE_HABITS, sourceOf } from './local-facts.ts'
import type { Recorded } from './recorder.ts'
import { onDay } from './rhythm.ts'
import { type RawCloudEvent, textOf, wired } from './wire.ts'
import { type Worklist } from './worklist.ts'
import { type Day, type World, chanceOf, placesOf } from './world.ts'

/**
 * A day as the sources tell it, in the order in which they wrote it down: what happened, and between it what a machine says
 * by itself. An hour without a word is a heartbeat, unless the source is away; a night's list ends with how far it goes; in the
 * morning each source counts what its own worklist holds.
 */
export interface Chronicle {
  of(day: Day): Iterable<RawCloudEvent>
}

const COUNTING_HOUR = 7
const HEARD_FOR = 55 * 60 * SECOND

export function chronicle(world: World, list: Worklist): Chronicle {
  const heardAt = new Map<string, Instant>()
  let said = 0
  const say = (recorded: Pick<Recorded, 'event' | 'recordedAt'>): RawCloudEvent => {
    heardAt.set(recorded.event.source, recorded.recordedAt)
    list.note(recorded.event)
    return recorded.event
  }
  const machineId = () => `m${(++said).toString(36).padStart(6, '0')}`
  return {
    *of(day) {
      const written = world.recorder.before(day.endsAt)
      const counting = onDay(day.day, COUNTING_HOUR, world.calendar.timeZone)
      let index = 0
      for (let hour = day.startsAt; hour < day.endsAt; hour += HOUR) {
        if (hour === counting) for (const event of counts(world, list, day, hour, machineId)) yield say({ event, recordedAt: hour })
        for (const event of heartbeats(world, day, hour, heardAt, machineId)) yield say({ event, recordedAt: hour })
        for (let next = written[index]; next && next.recordedAt < hour + HOUR; next = written[++index]) yield say(next)
      }
    },
  }
}

function* heartbeats(world: World, day: Day, hour: Instant, heardAt: ReadonlyMap<string, Instant>, id: () => string): Iterable<RawCloudEvent> {
  for (const { source, habit } of SOURCE_HABITS) {
    const isQuiet = (heardAt.get(source) ?? -Infinity) <= hour - HEARD_FOR
    if (habit === 'typed' && isQuiet && !world.recording.isAway(source, hour)) yield heartbeat(source, hour, id())
    if (habit === 'nightly' && isListOf(world, source, day, hour)) yield heartbeat(source, hour, id(), day.startsAt)
  }
}

/** The night's list is in by the third hour. */
const isListOf = ({ recording, calendar }: World, source: string, { day }: Day, hour: Instant): boolean =>
  hour === startOfDay(day, calendar.timeZone) + 3 * HOUR && recording.nightAt(source, day) !== null

const heartbeat = (source: string, at: Instant, id: string, through?: Instant): RawCloudEvent =>
  wired({ kind: 'heartbeat', id, source, subject: undefined, at, recordedAt: at, data: through === undefined ? {} : { through: textOf(through) } })

/** What each source's worklists hold this morning. Hospitals count every day, offices when they work. */
function* counts(world: World, list: Worklist, day: Day, at: Instant, id: () => string): Iterable<RawCloudEvent> {
  const works = isWorkingDay(day.day, world.calendar)
  for (const practice of PRACTICE.filter(({ place }) => place === 'hospital' || works)) {
    for (const locality of placesOf(world, practice)) {
      const source = sourceOf(practice.pathway, locality)
      if (world.recording.isAway(source, at)) continue
      for (const [stage, { line }] of Object.entries(practice.stages)) {
        if (!line) continue
        const key = `${practice.pathway}/${stage}/${locality}`
        const open = Math.max(0, list.open(practice.pathway, stage, locality) + disagreement(world, key, day))
        const data = { pathway: practice.pathway, stage, locality, open }
        yield wired({ kind: 'counted', id: id(), source, subject: undefined, at, recordedAt: at, data })
      }
    }
  }
}

const SPELL_DAYS = 12
const DISAGREES = 0.025

/** Now and then a worklist holds, for a week or two, a few cases that were never sent; or lacks some that it has closed unsaid. */
function disagreement(world: World, key: string, { day }: Day): number {
  const chance = chanceOf(world, `disagreement|${key}|${Math.floor(day / SPELL_DAYS)}`)
  return chance() < DISAGREES ? 1 + Math.floor(chance() * 3) - (chance() < 0.35 ? 4 : 0) : 0
}
