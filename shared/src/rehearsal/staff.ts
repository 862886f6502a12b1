import type { LocalDay } from '../domain/local-time.ts'
import { isWorkingDay } from '../domain/working-time.ts'
import { normal } from './chance.ts'
import { ESTABLISHMENT } from './local-facts.ts'
import { type Day, type World, chanceOf, practiceOf } from './world.ts'

/**
 * How many of a place's staff are at work, as a share of what is usual: fewer in the summer holidays and at Christmas, and a
 * little sickness that comes and goes over a week. The same share decides what is done and what the staffing system reports.
 */
const RESTLESS = 0.05
const DAYS_REMEMBERED = 6
const USUALLY_THERE = 0.86 // of the establishment: leave, training and posts that nobody fills

export const presenceOf = (world: World, pathway: string, place: string, day: Pick<Day, 'day' | 'startsAt'>): number =>
  usualPresence(world, pathway, place, day.day) * world.effects.presence(pathway, place, day.startsAt)

/** As a day's leave and sickness have it, without what a scenario adds. */
export function usualPresence(world: World, pathway: string, place: string, day: LocalDay): number {
  const { service } = practiceOf(pathway)
  const key = `${service}|${place}|${day}`
  const known = world.presence.get(key)
  if (known !== undefined) return known
  const share = drawnPresence(world, service, place, day)
  world.presence.set(key, share)
  return share
}

function drawnPresence(world: World, service: string, place: string, day: LocalDay): number {
  let drift = 0
  for (let back = 0; back < DAYS_REMEMBERED; back++) drift += normal(chanceOf(world, `sickness|${service}|${place}|${day - back}`))
  const share = 1 + (RESTLESS * drift) / Math.sqrt(DAYS_REMEMBERED)
  return holidaySeason(day) * Math.min(1.1, Math.max(0.8, share))
}

function holidaySeason(day: LocalDay): number {
  const dayOfYear = (((day + 0.5) % 365.25) + 365.25) % 365.25
  if (dayOfYear > 353 || dayOfYear < 3) return 0.75
  return dayOfYear > 202 && dayOfYear < 244 ? 0.92 : 1.03
}

export interface Staffing {
  readonly place: string
  readonly service: string
  readonly available: number
  readonly needed: number
}

const SKELETON = 0.4 // a hospital's team on a day when offices are closed

/** What the staffing system says in the morning, in half posts. The pathway stands for all that share its staff. */
export function staffingOn(world: World, day: Pick<Day, 'day' | 'startsAt'>): readonly Staffing[] {
  const works = isWorkingDay(day.day, world.calendar)
  return ESTABLISHMENT.filter(({ service }) => works || service === 'discharge').map(({ place, service, fte }) => {
    const usual = fte * USUALLY_THERE * (works ? 1 : SKELETON)
    const available = usual * presenceOf(world, LEADING[service] ?? 'adult', place, day)
    return { place, service, available: halves(available), needed: halves(usual) }
  })
}

const LEADING: Readonly<Record<string, string>> = { adults: 'adult', discharge: 'discharge', children: 'child-front-door' }

const halves = (fte: number): number => Math.round(fte * 2) / 2
