import type { Flow } from '../src/domain/blockage/flow.ts'
import { type StageMemory, alarmFor, memoryOf, stepStage } from '../src/domain/judgement/flows.ts'
import { negativeBinomial } from '../src/domain/negative-binomial.ts'
import { random, seedOf } from '../src/domain/random.ts'
import { isWorkingDay } from '../src/domain/working-time.ts'
import { MONDAY, OFFICE, counted, midnight } from './made-days.ts'

/** Trials of the detector on counts alone, without events: the same judgement at the same midnights, twenty times as fast. */
export interface CountTrial {
  readonly mean: number
  readonly ratio: number
  readonly places: number
  /** how many stages in places the whole wall has, where these are not all */
  readonly wall?: number
  readonly seed: number
  /** working days */
  readonly lasts: number
  /** of the first place, from a working day on, for so many: arrivals and departures are so many times as many */
  readonly change?: { readonly from: number; readonly days: number; readonly come: number; readonly go: number }
  /** judged from this working day on */
  readonly judgedFrom?: number
}

export interface CountSaid {
  readonly kind: string
  readonly state: 'opened' | 'cleared'
  /** null: the small places as one */
  readonly place: number | null
  /** so many working days were over */
  readonly day: number
}

const KEPT = 120
const STOCK_DAYS = 20

export function saidOfCounts(trial: CountTrial): readonly CountSaid[] {
  const open = openDays(trial.lasts)
  const places = Array.from({ length: trial.places }, (_, place) => daysOf(trial, place, open))
  const alarm = alarmFor(trial.wall ?? trial.places)
  const said: CountSaid[] = []
  let memory: StageMemory | undefined
  const last = open.at(-1) ?? MONDAY
  for (let day = open[trial.judgedFrom ?? 1] ?? MONDAY; day <= last + 1; day++) {
    const step = stepStage(places.map((counts) => flowAt(counts, day)), memory, [], OFFICE, alarm, midnight(day)) // prettier-ignore
    memory = memoryOf(step, memory)
    const over = open.filter((one) => one < day).length
    const told = (transitions: (typeof step.places)[number]['transitions'], place: number | null) =>
      transitions.map(({ state, signal }) => ({ kind: signal.kind, state, place, day: over }))
    said.push(...step.places.flatMap(({ transitions }, place) => told(transitions, place)), ...told(step.together?.transitions ?? [], null))
  }
  return said
}

function openDays(count: number): readonly number[] {
  const open: number[] = []
  for (let day = MONDAY; open.length < count; day++) if (isWorkingDay(day, OFFICE)) open.push(day)
  return open
}

interface Counts {
  readonly come: ReadonlyMap<number, number>
  readonly go: ReadonlyMap<number, number>
  readonly waiting: ReadonlyMap<number, number>
}

function daysOf({ mean, ratio, seed, change }: CountTrial, place: number, open: readonly number[]): Counts {
  const uniform = random(seedOf(`${mean}/${ratio}/${seed}/${place}`))
  const drawn = (times: number) => (times === 0 ? 0 : negativeBinomial(mean * times, ratio * mean * times).draw(uniform))
  const [come, go, waits] = [new Map<number, number>(), new Map<number, number>(), new Map<number, number>()]
  let waiting = 0
  open.forEach((day, index) => {
    const now = place === 0 && change && index >= change.from && index < change.from + change.days ? change : { come: 1, go: 1 }
    const came = index === 0 ? Math.round(mean * STOCK_DAYS) : drawn(now.come)
    const went = Math.min(waiting + came, drawn(now.go))
    waiting += came - went
    come.set(day, came)
    go.set(day, went)
    waits.set(day, waiting)
  })
  return { come, go, waiting: waits }
}

function flowAt({ come, go, waiting }: Counts, today: number): Flow {
  const days = (counts: ReadonlyMap<number, number>) =>
    Array.from({ length: KEPT + 1 }, (_, index) => counted(today - KEPT + index, index < KEPT ? (counts.get(today - KEPT + index) ?? 0) : 0))
  let last = today - 1
  while (last > MONDAY && !waiting.has(last)) last--
  return { arrived: days(come), departed: days(go), waiting: waiting.get(last) ?? 0, oldestEnteredAt: midnight(MONDAY), older: null }
}
