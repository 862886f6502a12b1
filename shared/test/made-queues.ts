import { startOfDay } from '../src/domain/local-time.ts'
import { negativeBinomial } from '../src/domain/negative-binomial.ts'
import { type Uniform, random, seedOf } from '../src/domain/random.ts'
import { type Calendar, isWorkingDay } from '../src/domain/working-time.ts'

/**
 * Queues whose every arrival, departure and due day is known, to try warnings on. Half of them have a fixed capacity that works through what
 * waits, in half everybody's case runs at its own pace; some take the first due first, some anybody. `drifting`: demand and
 * capacity wander, or demand grows. `weekly`: a panel that meets on Tuesdays, a service of seven days, a Friday rush.
 * `stalls`: now and then nothing leaves for one to four weeks, or half as much, or much more comes.
 */
export const KINDS = ['stationary', 'drifting', 'weekly', 'stalls'] as const
export type Kind = (typeof KINDS)[number]

export interface MadeQueue {
  readonly name: string
  readonly days: readonly MadeDay[]
  /** local days from coming to being due */
  readonly limit: number
}

/** The counts of a day, and what is at its end. */
export interface MadeDay {
  readonly arrived: number
  readonly departed: number
  readonly waiting: number
  readonly overdue: number
  /** of those who left, how many had been overdue at the end of the day before */
  readonly left: number
  readonly dueByDay: ReadonlyMap<number, number>
}

export const MADE_CALENDAR: Calendar = {
  timeZone: 'Europe/London',
  holidays: ['2025-01-01', '2025-04-18', '2025-04-21', '2025-05-05', '2025-05-26', '2025-08-25', '2025-12-25', '2025-12-26'],
}
/** Monday 2 December 2024 */
export const MADE_FIRST = 20_059
export const madeMidnight = (index: number): number => startOfDay(MADE_FIRST + index, MADE_CALENDAR.timeZone)

const SATURDAY = 2 // 1970-01-01 was a Thursday
const SUNDAY = 3
const TUESDAY = 5
const FRIDAY = 1

interface Week {
  readonly comes: (day: number) => number
  readonly goes: (day: number) => number
}
const works = (day: number): number => (isWorkingDay(day, MADE_CALENDAR) ? 1 : 0)
const isWeekend = (day: number): boolean => day % 7 === SATURDAY || day % 7 === SUNDAY
const OFFICE: Week = { comes: works, goes: works }
const WEEKS: readonly Week[] = [
  { comes: works, goes: (day) => (day % 7 === TUESDAY ? 5 * works(day) : 0) },
  { comes: (day) => (isWeekend(day) ? 0.6 : 1), goes: (day) => (isWeekend(day) ? 0.2 : 1.1) },
  { comes: (day) => works(day) * (day % 7 === FRIDAY ? 2 : 0.75), goes: works },
]

interface Incident {
  readonly from: number
  readonly to: number
  readonly comes: number
  readonly goes: number
}
const INCIDENTS = [
  { comes: 1, goes: 0 },
  { comes: 1, goes: 0.5 },
  { comes: 1.7, goes: 1 },
]

function incidentsIn(days: number, uniform: Uniform): readonly Incident[] {
  const incidents: Incident[] = []
  const quiet = () => 40 + Math.floor(uniform() * 60)
  for (let from = quiet(); from < days;) {
    const to = from + 7 + Math.floor(uniform() * 21)
    incidents.push({ from, to, ...oneOf(INCIDENTS, uniform) })
    from = to + quiet()
  }
  return incidents
}

function oneOf<T>(list: readonly T[], uniform: Uniform): T {
  const one = list[Math.floor(uniform() * list.length)]
  if (one === undefined) throw new RangeError('one of none')
  return one
}

/** A level that wanders round 1, in steps of a day, and may grow. */
function wanderer(deviation: number, growth: number, uniform: Uniform): () => number {
  let log = 0
  return () => {
    const normal = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
    log += deviation * normal + growth - 0.01 * log
    return Math.exp(log)
  }
}

const MOST_GO = 0.9

export function madeQueue(kind: Kind, index: number, length: number): MadeQueue {
  const uniform = random(seedOf(`${kind}/${index}`))
  const of = <T>(list: readonly T[]): T => oneOf(list, uniform)
  const [demand, comesSpread, goesSpread] = [of([0.5, 1, 3, 8, 20]), of([1.5, 2, 3]), of([1, 1.5, 2, 3])]
  const [stay, limit, used, firstDueFirst] = [of([3, 6, 12, 25]), of([7, 14, 28]), of([0.9, 0.97, 1]), of([0, 0.5, 1])]
  const ownPace = uniform() < 0.5
  const week = kind === 'weekly' ? of(WEEKS) : OFFICE
  const [comes, goes] =
    kind === 'drifting' ? [wanderer(of([0, 0.01, 0.02]), of([-0.004, 0, 0.004]), uniform), wanderer(of([0, 0.01, 0.02]), 0, uniform)] : [() => 1, () => 1]
  const incidents = kind === 'stalls' ? incidentsIn(length, uniform) : []
  const draw = (mean: number, dispersion: number) => (mean > 0 ? negativeBinomial(mean, Math.max(1, dispersion) * mean).draw(uniform) : 0)
  const queue = openQueue(Math.round(demand * stay), limit, firstDueFirst, uniform)
  const days = Array.from({ length }, (_, at) => {
    const day = MADE_FIRST + at
    const now = incidents.find(({ from, to }) => at >= from && at < to) ?? { comes: 1, goes: 1 }
    const arrived = draw(demand * comes() * now.comes * week.comes(day), comesSpread)
    const worth = goes() * now.goes * week.goes(day)
    queue.come(day, arrived)
    return queue.endOf(
      day,
      arrived,
      ownPace ? draw(queue.size() * Math.min(MOST_GO, worth / stay), 0.7 * goesSpread) : draw((demand / used) * worth, goesSpread),
    )
  })
  return { name: `${kind}/${index}`, days, limit }
}

/** Those who wait, by their due day, the first due first. */
function openQueue(atFirst: number, limit: number, firstDueFirst: number, uniform: Uniform) {
  const due = Array.from({ length: atFirst }, (_, index) => MADE_FIRST + Math.floor(((index + 1) / atFirst) * 1.2 * limit) - Math.floor(0.2 * limit))
  return {
    size: () => due.length,
    come: (day: number, arrived: number): void => {
      for (let one = 0; one < arrived; one++) due.push(day + limit)
    },
    endOf: (day: number, arrived: number, wouldLeave: number): MadeDay => {
      const departed = Math.min(due.length, wouldLeave)
      let left = 0
      for (let one = 0; one < departed; one++) {
        const [gone = 0] = due.splice(uniform() < firstDueFirst ? 0 : Math.floor(uniform() * due.length), 1)
        if (gone < day) left++
      }
      const dueByDay = new Map<number, number>()
      for (const on of due) if (on > day) dueByDay.set(on, (dueByDay.get(on) ?? 0) + 1)
      return { arrived, departed, waiting: due.length, overdue: due.filter((on) => on <= day).length, left, dueByDay }
    },
  }
}
