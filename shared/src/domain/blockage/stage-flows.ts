import type { LocalDay } from '../local-time.ts'
import type { Calendar } from '../working-time.ts'
import type { Counted, Flow } from './flow.ts'
import { LATEST, type Lateness, latenessOf } from './lateness.ts'
import { type Rhythm, rhythmOf } from './rhythm.ts'
import type { Series } from './stall.ts'
import { learn, pooledDispersion, usualFrom } from './usual.ts'

/**
 * One stage in all its places at once: rhythm, lateness and dispersion are learnt from all of them together, because most
 * places see too few cases to teach them; what is usual for a place is its own.
 */
export interface Judged {
  readonly arrived: Series
  readonly departed: Series
}

/**
 * Days of a place that were out of the ordinary, from, up to and including: they teach nothing, and once over they are not
 * judged again. A short spell of more or less than usual teaches all the same: were every busy spell left out, what is usual
 * would shrink until every other week looked busy.
 */
export interface Flagged {
  readonly arrived: readonly Span[]
  readonly departed: readonly Span[]
}
export interface Span {
  readonly from: LocalDay
  readonly to: LocalDay
  readonly teaches?: boolean
}
export const NOTHING_FLAGGED: Flagged = { arrived: [], departed: [] }

/** The last days are what is judged, and teach nothing yet: as many as the longest test looks back on, where there are days enough. */
const JUDGED_DAYS = 22
const JUDGED_AT_LEAST = 8
const JUDGED_SHARE = 0.2

export function judgedStage(flows: readonly Flow[], flagged: readonly Flagged[], calendar: Calendar): readonly Judged[] {
  const came = flows.map((flow) => flow.arrived)
  const went = flows.map((flow) => flow.departed)
  const goes = watchedFrom(went)
  const arrived = seriesOf(came, flagged.map((place) => place.arrived), knownWhole(watchedFrom(came), goes), calendar) // prettier-ignore
  const departed = seriesOf(went, flagged.map((place) => place.departed), goes, calendar) // prettier-ignore
  return flows.flatMap((_flow, place) => {
    const [one, other] = [arrived[place], departed[place]]
    return one && other ? [{ arrived: one, departed: other }] : []
  })
}

type Days = readonly Counted[]

function seriesOf(counted: readonly Days[], flagged: readonly (readonly Span[])[], began: readonly LocalDay[], calendar: Calendar): readonly Series[] {
  const ordinary = counted.map((days, place) => ordinaryOf(days, flagged[place] ?? [], began[place] ?? Infinity))
  const rhythm: Rhythm = rhythmOf(ordinary.flat(), calendar)
  const lateness: Lateness = latenessOf(ordinary.flatMap((days, place) => settled(days, counted[place] ?? [])))
  const learnt = ordinary.map((days) => learn(days, rhythm))
  const pooled = pooledDispersion(learnt.map((place) => usualFrom(place)))
  return counted.flatMap((days, place) => {
    const today = days.at(-1)
    const here = learnt[place]
    if (!today || !here) return []
    const ended = (flagged[place] ?? []).filter(({ to }) => to < today.day)
    const first = began[place] ?? Infinity
    const over = days.slice(0, -1).filter(({ day }) => day >= first && !isIn(day, ended))
    return [{ days: over, began: first, today, usual: usualFrom(here, pooled), rhythm, lateness }]
  })
}

/** Where nothing came for so long that so many would have been usual, nobody counted there yet. */
const WOULD_BE_USUAL = 7

/**
 * The days from which each place was watched: after the first on which anything came anywhere, for that day brings what had
 * been waiting before; and a place that joined later, after its own first.
 */
function watchedFrom(counted: readonly Days[]): readonly LocalDay[] {
  const firsts = counted.map((days) => days.findIndex(({ count }) => count > 0))
  const first = Math.min(...firsts.filter((index) => index >= 0))
  return counted.map((days, place) => {
    const own = firsts[place] ?? -1
    const rest = days.slice(own + 1)
    const usual = rest.reduce((sum, { count }) => sum + count, 0) / Math.max(1, rest.length)
    return days[((own - first) * usual >= WOULD_BE_USUAL ? own : first) + 1]?.day ?? Infinity
  })
}

/**
 * Of those who came before the first is known to have left, only they who were still there may be known: a record begins with
 * what is open. So what comes is learnt from no earlier than what goes; where nothing has gone yet, from the first on.
 */
const knownWhole = (came: readonly LocalDay[], went: readonly LocalDay[]): readonly LocalDay[] =>
  came.map((began, place) => {
    const left = went[place] ?? Infinity
    return left === Infinity ? began : Math.max(began, left)
  })

function ordinaryOf(days: readonly Counted[], flagged: readonly Span[], began: LocalDay): readonly Counted[] {
  const today = days.at(-1)?.day ?? 0
  const judged = Math.max(JUDGED_AT_LEAST, Math.min(JUDGED_DAYS, Math.round((today - began) * JUDGED_SHARE)))
  const spoilt = flagged.filter(({ teaches }) => !teaches)
  const ordinary = days.filter(({ day }) => day >= began && day < today - judged && !isIn(day, spoilt))
  return clipped(ordinary)
}

export const isIn = (day: LocalDay, spans: readonly Span[]): boolean => spans.some(({ from, to }) => day >= from && day <= to)

/** A day on which somebody closed hundreds at once says little of what is usual: above five ordinary busy days it is cut off. */
const CUT_ABOVE = 5

function clipped(days: readonly Counted[]): readonly Counted[] {
  const busy = days.flatMap(({ count }) => (count > 0 ? [count] : [])).sort((a, b) => a - b)
  const most = CUT_ABOVE * ((busy[busy.length >> 1] ?? 0) + 1)
  return (busy.at(-1) ?? 0) <= most ? days : days.map((day) => (day.count <= most ? day : { ...day, count: most }))
}

function settled(ordinary: readonly Counted[], all: readonly Counted[]): readonly Counted[] {
  const last = (all.at(-1)?.day ?? 0) - LATEST
  return ordinary.filter(({ day }) => day < last)
}
