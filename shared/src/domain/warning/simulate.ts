import type { Instant } from '../../contract/instant.ts'
import type { LocalDay } from '../local-time.ts'
import { type Uniform, random, seedOf } from '../random.ts'
import type { Calendar } from '../working-time.ts'
import type { Paces } from './balance.ts'
import { type Cohorts, dueFirstShare, openCohorts } from './cohorts.ts'
import { FURTHEST, goneAt, lastDayWithin } from './horizon.ts'
import { type Outlook, outlookOf } from './outlook.ts'
import { type Place, waitedOf } from './place.ts'

/**
 * One stage in one place, carried forward day by day, many times over. Each day of a path brings what one of the last ordinary
 * days brought, arrivals and departures together, at the pace of that path and by the worth of the day. They are drawn as such
 * pairs rather than from a negative binomial with the usual dispersion: on made queues both are calibrated, but on a city's real
 * ones, which are cleared in batches, the Brier score of the pairs was 7 % lower. What waits is never less than none.
 */
export interface Paths {
  /** the first day is today, of which only the rest is to come */
  readonly today: LocalDay
  readonly days: number
  readonly count: number
  /** at the end of each day: day after day of a path, path after path */
  readonly waiting: Int32Array
  readonly overdue: Int32Array | null
}

export interface SimulateOptions {
  readonly seed: number
  readonly paths: number
  /** so many days ahead */
  readonly days: number
}

const PATHS = 500

/** A seed of its own for every place, stage and evaluation, so that a replay tells the same chances and no place moves another. */
export const optionsFor = (locality: string, pathway: string, stage: string, now: Instant): SimulateOptions => ({
  seed: seedOf(`${locality}/${pathway}/${stage}/${now}`),
  paths: PATHS,
  days: FURTHEST,
})

export function simulate(place: Place, { seed, paths, days: ahead }: SimulateOptions, calendar: Calendar, now: Instant): Paths {
  const uniform = random(seed)
  const today = place.judged.departed.today.day
  const days = lastDayWithin(ahead, now, calendar.timeZone) - today + 1
  const waited = waitedOf(place)
  const outlook = outlookOf(place, waited, days, goneAt(now, calendar))
  const { due, flow } = place
  const cohorts = due && openCohorts(flow.waiting, due, today, days, dueFirstShare(place, due, waited), uniform)
  const walked: Paths = { today, days, count: paths, waiting: new Int32Array(paths * days), overdue: due && new Int32Array(paths * days) }
  for (let path = 0; path < paths; path++) walk(path, walked, outlook, flow.waiting, cohorts, uniform)
  return walked
}

/** One path, written down among the others. */
function walk(path: number, { days, count, waiting, overdue }: Paths, outlook: Outlook, from: number, cohorts: Cohorts | null, uniform: Uniform): void {
  const { draws, arrivedOf, departedOf, arriveWorth, departWorth, effect, leaving } = outlook
  const pace = paceOn(outlook, (path + 0.5) / count)
  const comes = pace.arrived.rate * unsure(pace.arrived.unsure, uniform)
  const goes = pace.departed.rate * unsure(pace.departed.unsure, uniform)
  const ends = uniform() < effect.going ? lastsFor(effect.lasted, uniform) : -1
  let [waits, passed] = [from, 0]
  cohorts?.begin()
  for (let day = 0; day < days; day++) {
    const on = passed < ends
    const drawn = Math.floor(uniform() * draws)
    const mean = Math.max(0, goes + leaving * (waits - pace.departed.waited)) * (on ? effect.departures : 1)
    const arrived = whole((arrivedOf[drawn] ?? 0) * comes * (on ? effect.arrivals : 1) * (arriveWorth[day] ?? 0), uniform)
    const departed = Math.min(waits + arrived, whole((departedOf[drawn] ?? 0) * mean * (departWorth[day] ?? 0), uniform))
    waits += arrived - departed
    passed += departWorth[day] ?? 0
    waiting[path * days + day] = waits
    if (overdue && cohorts) overdue[path * days + day] = cohorts.step(day, arrived, departed)
  }
}

function paceOn({ paces, trust }: Outlook, share: number): Paces {
  const trusted = (memories: readonly number[]) => paces[trustedAt(memories, share)] ?? paces[0]
  return { arrived: trusted(trust.arrived).arrived, departed: trusted(trust.departed).departed }
}

/** The memory that a path trusts: each has as many of them as its share. */
function trustedAt(trust: readonly number[], share: number): number {
  let [memory, left] = [0, share]
  while (memory < trust.length - 1 && left > (trust[memory] ?? 0)) left -= trust[memory++] ?? 0
  return memory
}

/** Up or down to a whole number, so that its mean stays. */
const whole = (value: number, uniform: Uniform): number => Math.floor(value + uniform())

/** A factor with mean 1, lognormal. */
function unsure(deviation: number, uniform: Uniform): number {
  const normal = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return Math.exp(deviation * (normal - deviation / 2))
}

/** As likely as not as long again as it has lasted, and now and then much longer. */
const SETTLING_DAYS = 2
const lastsFor = (lasted: number, uniform: Uniform): number => (lasted + SETTLING_DAYS) * (1 / (1 - uniform()) - 1)
