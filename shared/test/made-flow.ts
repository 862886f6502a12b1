import type { Event } from '../src/contract/event.ts'
import { DAY, HOUR, type Instant } from '../src/contract/instant.ts'
import type { Pack } from '../src/contract/pack.ts'
import { type LocalDay, startOfDay } from '../src/domain/local-time.ts'
import { negativeBinomial } from '../src/domain/negative-binomial.ts'
import { type Uniform, random } from '../src/domain/random.ts'
import { isWorkingDay } from '../src/domain/working-time.ts'

/**
 * Flows of known truth, as events: cases come to the first stage of a journey in a place and move from stage to stage, in
 * office hours of working days, as many a day as chance has it (negative binomial), the longest wait first. At a known time
 * something changes; what the detector says is measured against that.
 */
export interface MadeFlow {
  readonly place: string
  /** what comes in a working day, and as much leaves each stage while any waits there */
  readonly mean: number
  /** variance over mean of a day's count */
  readonly ratio: number
  readonly change?: Change | undefined
}

/**
 * - `stall`: none leaves the stage. `surge`: twice as many come to the first stage. `drop`: 45 in 100 of the usual number leave.
 * - `late`: every record is written down some days late; `late-out`: those of leaving only.
 */
export interface Change {
  readonly kind: 'stall' | 'surge' | 'drop' | 'late' | 'late-out'
  /** working days since the log began: from, up to and not including */
  readonly from: number
  readonly until: number
  /** number of the stage that it happens to; what is recorded late is so in all of them */
  readonly stage?: number
  /** days late; drawn for each record */
  readonly by?: readonly [least: number, most: number]
}

export interface MadeLog {
  readonly flows: readonly MadeFlow[]
  readonly seed: number
  /** working days */
  readonly lasts: number
  readonly stages?: number
  /** how many working days' worth of cases wait in each stage when the log begins */
  readonly stock?: number
}

export const TIME_ZONE = 'Europe/London'
const FIRST_DAY: LocalDay = 20_094 // Monday 6 January 2025

const stageId = (number: number): string => `stage-${number}`

export const madePack = (places: readonly string[], stages = 1): Pack => ({
  id: 'made',
  name: { en: 'Made' },
  timeZone: TIME_ZONE,
  holidays: [],
  localities: places.map((id) => ({ id, name: { en: id }, kind: 'locality' as const, wards: [] })),
  pathways: [
    {
      id: 'adult',
      service: 'adults',
      name: { en: 'Adults' },
      stages: Array.from({ length: stages }, (_, number) => ({
        ...{ id: stageId(number), kind: 'queue' as const, name: { en: `Stage ${number}` }, pauseStopsClock: false },
      })),
    },
  ],
  codes: {},
  sources: [],
})

/** The local days on which the first working days of a log fall. */
export function workingDays(count: number): readonly LocalDay[] {
  const days: LocalDay[] = []
  for (let day = FIRST_DAY; days.length < count; day++) if (isWorkingDay(day, { timeZone: TIME_ZONE, holidays: [] })) days.push(day)
  return days
}

/** The events of all flows, in the order in which they were recorded. */
export function madeEvents({ flows, seed, lasts, stages = 1, stock = 20 }: MadeLog): readonly Event[] {
  const days = workingDays(lasts)
  const events = flows.flatMap((flow, index) => eventsOf(flow, random(seed * 1009 + index), days, stages, stock))
  return events.sort((a, b) => a.recordedAt - b.recordedAt || a.happenedAt - b.happenedAt || (a.id < b.id ? -1 : 1))
}

function eventsOf(flow: MadeFlow, uniform: Uniform, days: readonly LocalDay[], stages: number, stock: number): readonly Event[] {
  const { place, mean, ratio, change } = flow
  const told: Event[] = []
  const waiting: string[][] = Array.from({ length: stages }, () => [])
  let cases = 0
  /** the case comes to the stage, or leaves altogether */
  const move = (subject: string, stage: number, at: Instant, late: number): void => {
    waiting[stage]?.push(subject)
    told.push(moved({ subject, at, recordedAt: at + late * DAY, place, stage: stage < stages ? stage : null }))
  }
  const opens = startOfDay(days[0] ?? FIRST_DAY, TIME_ZONE)
  for (let stage = 0; stage < stages; stage++)
    for (let left = Math.round(mean * stock); left > 0; left--) move(`${place}/${cases++}`, stage, opens + uniform() * HOUR, 0)
  days.forEach((day, index) => {
    const now = change && index >= change.from && index < change.until ? change : undefined
    const midnight = startOfDay(day, TIME_ZONE)
    const draw = (times: number): number => (times === 0 ? 0 : negativeBinomial(mean * times, ratio * mean * times).draw(uniform))
    for (let stage = stages - 1; stage >= 0; stage--) {
      if (stage === 0) for (let left = draw(now?.kind === 'surge' ? 2 : 1); left > 0; left--)
        move(`${place}/${cases++}`, 0, midnight + (8 + 4 * uniform()) * HOUR, lateness(now, true, uniform)) // prettier-ignore
      for (let left = draw(speed(now, stage)); left > 0; left--) {
        const subject = waiting[stage]?.shift()
        if (subject === undefined) break
        move(subject, stage + 1, midnight + (12 + 5 * uniform()) * HOUR, lateness(now, false, uniform))
      }
    }
  })
  return told
}

const DROPPED_TO = 0.45

function speed(change: Change | undefined, stage: number): number {
  if (change === undefined || stage !== (change.stage ?? 0)) return 1
  return change.kind === 'stall' ? 0 : change.kind === 'drop' ? DROPPED_TO : 1
}

function lateness(change: Change | undefined, comes: boolean, uniform: Uniform): number {
  if (change?.kind !== 'late' && (change?.kind !== 'late-out' || comes)) return 0
  const [least, most] = change.by ?? [0, 0]
  return least + Math.floor(uniform() * (most - least + 1))
}

interface Move {
  readonly subject: string
  readonly at: Instant
  readonly recordedAt: Instant
  readonly place: string
  /** null: it leaves the journey */
  readonly stage: number | null
}

function moved({ subject, at, recordedAt, place, stage }: Move): Event {
  const fact = { source: '/made', id: `${subject}/${stage ?? 'left'}`, subject, happenedAt: at, recordedAt }
  if (stage === null) return { ...fact, kind: 'left', data: { pathway: 'adult', outcome: 'progressed' } }
  return { ...fact, kind: 'entered', data: { pathway: 'adult', stage: stageId(stage), locality: place } }
}
