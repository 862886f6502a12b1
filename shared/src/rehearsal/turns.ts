import type { Instant } from '../contract/instant.ts'
import { unrestfulCount } from './chance.ts'
import { dutyLine } from './duty.ts'
import { stageKey, usualStock } from './flow.ts'
import { type TurnLine, effort, turnLine } from './line.ts'
import { placeShare } from './people.ts'
import type { DutyPractice, Line, Practice } from './practice.ts'
import { onDay, weekday, workMoment, workShare, workingHours } from './rhythm.ts'
import { isCovered } from './scenario.ts'
import { presenceOf, usualPresence } from './staff.ts'
import { type Day, type World, chanceOf, placeKey, placesOf } from './world.ts'

/** Every line of the county, and how many turns each gives on a day: as many as its staff can see to, of those who are there. */
export interface Counter {
  readonly key: string
  readonly practice: Practice
  readonly stage: string
  readonly place: string
  readonly perWeek: number
  readonly limits: Line
  readonly line: TurnLine
}

export function openCounters(world: World, practices: readonly Practice[]): readonly Counter[] {
  const counters = practices.flatMap((practice) =>
    placesOf(world, practice).flatMap((place) => {
      const share = placeShare(practice, place, world.homes)
      return [...stageCounters(world, practice, place, share), ...dutyCounters(world, practice, place, share)]
    }),
  )
  for (const { key, line } of counters) world.lines.set(key, line)
  return counters
}

function stageCounters(world: World, practice: Practice, place: string, share: number): readonly Counter[] {
  return Object.entries(practice.stages).flatMap(([stage, { line }]) => {
    const perWeek = (world.flow.get(stageKey(practice.pathway, stage)) ?? 0) * share
    return line ? [counter(world, placeKey(practice.pathway, stage, place), { practice, stage, place, perWeek, limits: line })] : []
  })
}

function dutyCounters(world: World, practice: Practice, place: string, share: number): readonly Counter[] {
  return Object.entries(practice.stages).flatMap(([stage, { duties = [] }]) =>
    duties.map((duty) => {
      const perWeek = dutiesPerWeek(world, practice, stage, duty) * share
      return counter(world, dutyLine(practice.pathway, duty, place), { practice, stage: '', place, perWeek, limits: { waits: duty.waits } })
    }),
  )
}

const counter = (world: World, key: string, rest: Omit<Counter, 'key' | 'line'>): Counter => ({
  key,
  ...rest,
  line: turnLine(world.agenda, chanceOf(world, `line|${key}`)),
})

/** The early ones of everybody who begins, and those that come round again for everybody there is. */
function dutiesPerWeek(world: World, practice: Practice, stage: string, { every }: DutyPractice): number {
  const stages = Object.entries(practice.stages)
  const kept = stages.slice(stages.findIndex(([id]) => id === stage))
  const flow = (id: string) => world.flow.get(stageKey(practice.pathway, id)) ?? 0
  const stock = kept.reduce((sum, [id, one]) => sum + usualStock(one, flow(id)), 0)
  const last = every.at(-1) ?? every[0]
  const span = 'days' in last ? last.days : 'workingDays' in last ? last.workingDays * 1.4 : last.hours / 24
  return flow(stage) * (every.length - 1) + (stock * 7) / span
}

const UNREST = 1.8
const SLACK = 1.04 // holidays are made up for
const SHORT_STAFFED = 0.75
const SMALL = 1.5 // a line that is usually shorter is nobody's backlog: each in it is seen to in its time

export function giveTurns(world: World, counters: readonly Counter[], day: Day): void {
  for (const counter of counters) {
    const { practice, key, line } = counter
    const chance = chanceOf(world, `turns|${key}|${day.day}`)
    const count = unrestfulCount(chance, turnsOn(world, counter, day), UNREST)
    const { closesAt } = workingHours(practice.rhythm, day.day, world.calendar.timeZone)
    const moments = Array.from({ length: count }, (_, index) =>
      momentOf(world, counter, day, index, () => workMoment(chance, practice.rhythm, day.day, world.calendar.timeZone)),
    )
    line.open(moments, closesAt)
  }
}

function turnsOn(world: World, { practice, stage, place, perWeek, limits, line }: Counter, day: Day): number {
  const share = dayShare(world, practice, limits, day)
  if (share === 0 || world.effects.isStopped(practice.pathway, stage, place, day.startsAt)) return 0
  const presence = isCovered(limits) ? usualPresence(world, practice.pathway, place, day.day) : presenceOf(world, practice.pathway, place, day)
  const isShort = presence < SHORT_STAFFED * usualPresence(world, practice.pathway, place, day.day) // nobody is left to do more
  const usual = (perWeek / 7) * limits.waits
  const expected = limits.meets ? 0 : perWeek * share
  if (usual < SMALL) return (line.length() + expected) * presence * Math.min(1, limits.meets ? 1 : (share * 7) / limits.waits)
  const asked = effort(line.length(), usual, expected)
  return perWeek * share * SLACK * presence * (isShort ? Math.min(1, asked) : asked)
}

function dayShare({ calendar }: World, { rhythm }: Practice, { meets }: Line, { day }: Day): number {
  const works = workShare(rhythm, day, calendar)
  if (!meets) return works
  return works > 0 && meets.includes(weekday(day)) ? 1 / meets.length : 0
}

const MEETING_HOUR = 10
const MEETING_ITEM = 0.1 // hours

const momentOf = ({ calendar }: World, { limits }: Counter, { day }: Day, index: number, some: () => Instant): Instant =>
  limits.meets ? onDay(day, MEETING_HOUR + index * MEETING_ITEM, calendar.timeZone) : some()
