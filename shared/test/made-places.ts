import { NONE_LATE } from '../src/domain/blockage/flow.ts'
import { testsOf } from '../src/domain/blockage/signal.ts'
import { judgedStage } from '../src/domain/blockage/stage-flows.ts'
import { type Memory, NEW_MEMORY, watch } from '../src/domain/blockage/watch.ts'
import { alarmFor } from '../src/domain/judgement/flows.ts'
import type { Place } from '../src/domain/warning/place.ts'
import { isWorkingDay } from '../src/domain/working-time.ts'
import { MADE_CALENDAR, MADE_FIRST, type MadeQueue, madeMidnight } from './made-queues.ts'

/** Made queues as the judgement would see them, midnight after midnight, with the signals that it would have opened. */
const KEPT = 120
const STAGES_AND_PLACES = 60
const FOLDED_FROM = 60

/** What is known of a queue at the midnight with which a day begins. */
function placeAt(queue: MadeQueue, at: number, memory: Memory): Place {
  const seen = queue.days.slice(Math.max(0, at - KEPT), at)
  const first = MADE_FIRST + at - seen.length
  const series = (count: (index: number) => number) =>
    Array.from({ length: seen.length + 1 }, (_, index) => ({ day: first + index, count: index < seen.length ? count(index) : 0, late: NONE_LATE }))
  const flow = {
    arrived: series((index) => seen[index]?.arrived ?? 0),
    departed: series((index) => seen[index]?.departed ?? 0),
    waiting: seen.at(-1)?.waiting ?? 0,
    oldestEnteredAt: null,
    older: null,
  }
  const [judged] = judgedStage([flow], [memory.flagged], MADE_CALENDAR)
  if (!judged) throw new RangeError('nothing to judge')
  const past = seen.map(({ overdue, left }, index) => ({ day: first + index, count: overdue, left }))
  const due = { overdue: seen.at(-1)?.overdue ?? 0, dueByDay: seen.at(-1)?.dueByDay ?? new Map(), dueOf: (day: number) => day + queue.limit, past }
  return { flow, judged, open: memory.open, flagged: memory.flagged, due }
}

/** Every judgement of a queue, one a day, from the sixtieth day on. */
export function* placesOf(queue: MadeQueue): Generator<{ readonly at: number; readonly place: Place }> {
  const alarm = alarmFor(STAGES_AND_PLACES)
  let memory = NEW_MEMORY
  for (let at = FOLDED_FROM; at < queue.days.length; at++) {
    const { flow, judged } = placeAt(queue, at, memory)
    memory = watch(memory, flow, judged, testsOf(flow, judged, alarm), false, madeMidnight(at)).memory
    yield { at, place: placeAt(queue, at, memory) }
  }
}

/** A place whose every past working day was the same: so many came and so many went; Monday 7 April 2025 begins. */
export function evenPlace({ came, went, waiting }: { readonly came: number; readonly went: number; readonly waiting: number }): Place {
  const days = Array.from({ length: EVEN_DAYS }, (_, index) => {
    const works = isWorkingDay(MADE_FIRST + index, MADE_CALENDAR) ? 1 : 0
    return { arrived: came * works, departed: went * works, waiting, overdue: 0, left: 0, dueByDay: new Map<number, number>() }
  })
  return { ...placeAt({ name: 'even', days, limit: 28 }, EVEN_DAYS, NEW_MEMORY), due: null }
}
/** Eighteen weeks. */
const EVEN_DAYS = 126
export const EVEN_NOW = madeMidnight(EVEN_DAYS)
export const EVEN_TODAY = MADE_FIRST + EVEN_DAYS
