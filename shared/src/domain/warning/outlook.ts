import { isIn } from '../blockage/stage-flows.ts'
import type { Series } from '../blockage/stall.ts'
import { type Paces, balanced } from './balance.ts'
import { type Effect, effectOf } from './effect.ts'
import { leavingShare } from './leaving.ts'
import { memoriesOf } from './memories.ts'
import { HALF_LIVES, MIDDLE, paceOf } from './pace.ts'
import type { DayValue, Place } from './place.ts'

/** All that a simulated path needs, in numbers: worked out once, so that nothing is looked up on the way. */
export interface Outlook {
  readonly days: number
  /** what a day to come is worth; of today only what is left of it */
  readonly arriveWorth: Float64Array
  readonly departWorth: Float64Array
  /** ordinary days to draw from: what they brought, as a multiple of what a day of their worth brings on average */
  readonly draws: number
  readonly arrivedOf: Float64Array
  readonly departedOf: Float64Array
  /** one for each memory, and how far each is to be trusted */
  readonly paces: readonly [Paces, ...Paces[]]
  readonly trust: { readonly arrived: readonly number[]; readonly departed: readonly number[] }
  readonly leaving: number
  readonly effect: Effect
}

const DRAWN_FROM = 65 // working days: a quarter of a year
const ENOUGH_TO_DRAW = 10
/** A day that is worth less than this is no example of a working day. */
const WORKING = 0.5
const WORTH_LITTLE = 0.2

export function outlookOf(place: Place, waited: readonly DayValue[], days: number, gone: number): Outlook {
  const { judged, flagged, open } = place
  const { arrived, departed } = judged
  const week = { arrived: weekOf(arrived), departed: weekOf(departed) }
  const pacesFor = (halfLife: number): Paces =>
    balanced({ arrived: paceOf(arrived, flagged.arrived, waited, halfLife), departed: paceOf(departed, flagged.departed, waited, halfLife) }, week)
  const [first, ...others] = HALF_LIVES
  const paces: Outlook['paces'] = [pacesFor(first), ...others.map(pacesFor)]
  const middle = paces[MIDDLE] ?? paces[0]
  const examples = examplesIn(place)
  return {
    days,
    arriveWorth: worthAhead(arrived, days, gone),
    departWorth: worthAhead(departed, days, gone),
    draws: examples.length,
    arrivedOf: multiples(arrived, examples),
    departedOf: multiples(departed, examples),
    paces,
    trust: { arrived: memoriesOf(arrived, flagged.arrived), departed: memoriesOf(departed, flagged.departed) },
    leaving: leavingShare(departed, flagged.departed, waited),
    effect: effectOf(open, judged, { arrived: middle.arrived.rate, departed: middle.departed.rate }),
  }
}

/** What the last whole week was worth. */
const weekOf = ({ today, rhythm }: Series): number =>
  Array.from({ length: 7 }, (_, back) => rhythm.worth(today.day - 1 - back)).reduce((sum, worth) => sum + worth, 0)

const worthAhead = ({ today, rhythm }: Series, days: number, gone: number): Float64Array =>
  Float64Array.from({ length: days }, (_, day) => rhythm.worth(today.day + day) * (day === 0 ? 1 - gone : 1))

/** By index: the last working days on which nothing was out of the ordinary, or whatever there is where there are hardly any. */
function examplesIn({ judged: { departed }, flagged }: Place): readonly number[] {
  const working = departed.days.flatMap(({ day }, index) => (departed.rhythm.worth(day) > WORKING ? [index] : []))
  const ordinary = working.filter((index) => {
    const day = departed.days[index]?.day ?? 0
    return !isIn(day, flagged.arrived) && !isIn(day, flagged.departed)
  })
  return (ordinary.length >= ENOUGH_TO_DRAW ? ordinary : working).slice(-DRAWN_FROM)
}

/** With a mean of 1; a day that says nothing of this series, such as a Sunday of the intake, brings what is usual. */
function multiples({ days, rhythm }: Series, examples: readonly number[]): Float64Array {
  const seen = Float64Array.from(examples, (index) => {
    const { day, count } = days[index] ?? { day: 0, count: 0 }
    return rhythm.worth(day) > WORTH_LITTLE ? count / rhythm.worth(day) : NaN
  })
  const known = seen.filter((value) => !Number.isNaN(value))
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  return seen.map((value) => (mean > 0 && !Number.isNaN(value) ? value / mean : 1))
}
