import { type Alarm, type Tests, testsOf } from '../blockage/signal.ts'
import { type Judged, judgedStage } from '../blockage/stage-flows.ts'
import { chanceOfNone } from '../blockage/chance.ts'
import type { Flow } from '../blockage/flow.ts'
import { type Memory, NEW_MEMORY, type Transition, watch } from '../blockage/watch.ts'
import type { Instant } from '../../contract/instant.ts'
import type { Calendar } from '../working-time.ts'
import { together } from './history.ts'

/**
 * One stage in all its places, judged and remembered. Places that see too few cases to tell anything within two working weeks
 * are judged together as well, as one place more; what is seen there is said of all of them. A place that is not `heeded`
 * teaches with the others, and nothing is ever said of it.
 */
export interface StageStep {
  readonly places: readonly WatchedPlace[]
  /** the small places as one; null where there are not two of them */
  readonly together: (WatchedPlace & { readonly of: readonly number[] }) | null
}

export interface WatchedPlace {
  readonly flow: Flow
  readonly judged: Judged
  readonly tests: Tests
  readonly memory: Memory
  readonly transitions: readonly Transition[]
  /** a stall is told after so many working days; null where that is more than a month */
  readonly tellsWithin: number | null
}

export interface StageMemory {
  readonly places: readonly Memory[]
  readonly together: Memory
}

const TELLS_SOON = 10
const MONTH = 21

export function stepStage(
  flows: readonly Flow[],
  before: StageMemory | undefined,
  fed: readonly boolean[],
  calendar: Calendar,
  alarm: Alarm,
  now: Instant,
  heeded: (place: number) => boolean = () => true,
): StageStep {
  const memories = flows.map((_flow, place) => before?.places[place] ?? NEW_MEMORY)
  const judged = judgedStage(flows, memories.map(({ flagged }) => flagged), calendar) // prettier-ignore
  const places = flows.flatMap((flow, place) =>
    watched(flow, judged[place], memories[place] ?? NEW_MEMORY, fed[place] ?? false, heeded(place) ? alarm : null, now),
  )
  const small = places.flatMap(({ tellsWithin }, place) => (tellsWithin === null || tellsWithin > TELLS_SOON ? [place] : []))
  const active = small.filter((place) => heeded(place) && (places[place]?.judged.departed.usual.mean ?? 0) > 0)
  if (active.length < 2) return { places, together: null }
  const flow = flowTogether(active.flatMap((place) => flows[place] ?? []))
  const memory = before?.together ?? NEW_MEMORY
  const [one] = watched(flow, judgedStage([flow], [memory.flagged], calendar)[0], memory, active.some((place) => fed[place] ?? false), alarm, now) // prettier-ignore
  return { places, together: one ? { ...one, of: active } : null }
}

function watched(flow: Flow, judged: Judged | undefined, memory: Memory, fed: boolean, alarm: Alarm | null, now: Instant): readonly WatchedPlace[] {
  if (!judged) return []
  const tests = testsOf(flow, judged, alarm ?? NEVER, memory.open)
  if (!alarm) return [{ flow, judged, tests, memory, transitions: [], tellsWithin: null }]
  return [{ flow, judged, tests, ...watch(memory, flow, judged, tests, fed, now), tellsWithin: tellsWithin(judged, alarm.blockage) }]
}

const NEVER: Alarm = { blockage: 0, other: 0 }

function tellsWithin({ departed: { usual } }: Judged, alarm: number): number | null {
  for (let days = 1; days <= MONTH; days++) if (chanceOfNone(usual, days) <= alarm && days > usual.quiet) return days
  return null
}

function flowTogether(flows: readonly Flow[]): Flow {
  const oldest = flows.flatMap(({ oldestEnteredAt }) => oldestEnteredAt ?? [])
  return {
    arrived: together(flows.map(({ arrived }) => arrived)),
    departed: together(flows.map(({ departed }) => departed)),
    waiting: flows.reduce((sum, { waiting }) => sum + waiting, 0),
    oldestEnteredAt: oldest.length > 0 ? Math.min(...oldest) : null,
    older: flows.every(({ older }) => older !== null) ? flows.reduce((sum, { older }) => sum + (older ?? 0), 0) : null,
  }
}

export const memoryOf = ({ places, together: all }: StageStep, before: StageMemory | undefined): StageMemory => ({
  places: places.map(({ memory }) => memory),
  together: all?.memory ?? before?.together ?? NEW_MEMORY,
})

/**
 * How rare chance must be: the whole wall is allowed one false blockage a month, so twelve a year over all its stages and
 * places, and no more than 0.15 a year in any one. Surges and drops of capacity have a budget of their own: six of each a year
 * over the whole wall, which a wall of sixteen stages in places spends; a smaller one has fewer. The numbers were found by
 * simulation (docs/evidence.md).
 */
export function alarmFor(stagesAndPlaces: number): Alarm {
  const share = (allows: number) => Math.min(1, allows / Math.max(1, stagesAndPlaces))
  return { blockage: BLOCKAGE_ALARM * share(BLOCKAGE_WALL), other: OTHER_ALARM * share(OTHER_WALL) }
}

const BLOCKAGE_WALL = 80
const OTHER_WALL = 16
const BLOCKAGE_ALARM = 3.5e-3
const OTHER_ALARM = 2e-3
