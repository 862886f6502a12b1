import { DAY, type Instant } from '../contract/instant.ts'
import { isWorkingDay } from '../domain/working-time.ts'
import { between, poisson, spread } from './chance.ts'
import { BEDS, BROKERAGE, CHILDRENS_RECORDS, HYWEL_DDA, REABLEMENT, STAFFING } from './local-facts.ts'
import { onDay, weekday, workingDaysOn } from './rhythm.ts'
import { staffingOn } from './staff.ts'
import { textOf } from './wire.ts'
import { type Day, type World, chanceOf, rollOf } from './world.ts'

/** What is reported rather than done: staff, hours and beds in the morning, a few measures once a month. */
const MORNING = 8.5
const GRACE = 1 // hours that a report holds beyond the morning of the next one

export function report(world: World, day: Day): void {
  const at = onDay(day.day, MORNING, world.calendar.timeZone)
  world.agenda.put(at, () => {
    reportStaff(world, day, at)
    reportBeds(world, day, at)
    if (!isWorkingDay(day.day, world.calendar)) return
    for (const locality of world.homes.localities) {
      reportReablement(world, locality, day, at)
      if (weekday(day.day) % 3 === 0) reportHomeCare(world, locality, day, at)
    }
    if (isThirdWorkingDay(world, day)) reportMeasures(world, day, at)
  })
}

interface Stated {
  readonly source: string
  readonly locality: string
  readonly service: string
  readonly unit: string
  readonly available: number
  readonly needed: number
}

function state(world: World, { source, ...rest }: Stated, at: Instant, validUntil: Instant): void {
  world.recorder.write({ kind: 'capacity', source, at, recordedAt: at + 5000, data: { ...rest, validUntil: textOf(validUntil) } })
}

const tomorrow = ({ calendar }: World, { day }: Day): Instant => onDay(day + 1, MORNING + GRACE, calendar.timeZone)
const workingDayAfter = ({ calendar }: World, { day }: Day, days = 1): Instant => onDay(workingDaysOn(day, days, calendar), MORNING + GRACE, calendar.timeZone)

function reportStaff(world: World, day: Day, at: Instant): void {
  for (const { place, service, available, needed } of staffingOn(world, day)) {
    const validUntil = service === 'discharge' ? tomorrow(world, day) : workingDayAfter(world, day)
    state(world, { source: STAFFING, locality: place, service, unit: 'fte', available, needed }, at, validUntil)
  }
}

const FREE_BEDS = 0.35
const TO_BEDS: ReadonlySet<string> = new Set(['residential-home', 'nursing-home'])

/** Step-down beds that are free, and how many in the hospital wait for a place in a care home. */
function reportBeds(world: World, day: Day, at: Instant): void {
  for (const { id } of world.pack.localities.filter(({ kind }) => kind === 'hospital')) {
    const beds = BEDS[id] ?? 0
    const available = Math.min(beds, poisson(chanceOf(world, `beds|${id}|${day.day}`), beds * FREE_BEDS))
    const needed = [...rollOf(world, 'discharge', 'arranging', id)].filter(({ cause }) => TO_BEDS.has(cause.reason ?? '')).length
    state(world, { source: HYWEL_DDA, locality: id, service: 'discharge', unit: 'beds', available, needed }, at, tomorrow(world, day))
  }
}

const HOURS_ASKED = 9

/** Hours that the reablement rota has, against those it gives and those that are accepted and wait. */
function reportReablement(world: World, locality: string, day: Day, at: Instant): void {
  const given = hoursIn(world, 'reablement', 'receiving', locality)
  const available = Math.round(given * between(chanceOf(world, `rota|${locality}|${day.day}`), 0.97, 1.12))
  const needed = given + rollOf(world, 'reablement', 'accepted', locality).size * HOURS_ASKED
  state(world, { source: REABLEMENT, locality, service: 'adults', unit: 'hours', available, needed }, at, workingDayAfter(world, day))
}

const FREE_SHARE = 0.3

/** Hours a week that providers say they could take on, against those that wait: asked on Mondays and Thursdays. */
function reportHomeCare(world: World, locality: string, day: Day, at: Instant): void {
  const needed = hoursIn(world, 'home-care', 'request', locality) + hoursIn(world, 'home-care', 'out', locality)
  const available = Math.round(needed * spread(chanceOf(world, `hours|${locality}|${day.day}`), { mean: FREE_SHARE, sigma: 0.15 }))
  state(world, { source: BROKERAGE, locality, service: 'adults', unit: 'hours', available, needed }, at, workingDayAfter(world, day, 3))
}

const hoursIn = (world: World, pathway: string, stage: string, locality: string): number =>
  [...rollOf(world, pathway, stage, locality)].reduce((sum, { hours = 0 }) => sum + hours, 0)

function isThirdWorkingDay({ calendar }: World, { day }: Day): boolean {
  const lastOfMonthBefore = day - new Date(day * DAY).getUTCDate()
  return workingDaysOn(lastOfMonthBefore, 3, calendar) === day
}

/** Last month's figures that no case yields. */
function reportMeasures(world: World, { day }: Day, at: Instant): void {
  const period = new Date((day - 20) * DAY).toISOString().slice(0, 7)
  const chance = chanceOf(world, `measures|${period}`)
  const whole = (low: number, high: number) => Math.round(between(chance, low, high))
  const told = { kind: 'observed', at, recordedAt: at + 9000 } as const
  world.recorder.write({ ...told, source: STAFFING, data: { measure: 'children.agency-share', period, numerator: whole(9, 17), denominator: 96 } })
  world.recorder.write({ ...told, source: CHILDRENS_RECORDS, data: { measure: 'children.foster-vacancies', period, value: whole(3, 12) } })
  for (const locality of world.homes.localities) {
    world.recorder.write({ ...told, source: STAFFING, data: { measure: 'adults.sickness-days', locality, period, numerator: whole(22, 60), denominator: 31 } })
  }
}
