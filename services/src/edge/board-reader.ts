import { isDeepStrictEqual } from 'node:util'
import type { Redis } from 'ioredis'
import type { Instant } from '@weir/shared/contract/instant'
import type { Mode } from '@weir/shared/contract/board'
import {
  type BoardContent,
  type Counts,
  DUE_SOON_MS,
  type Judgement,
  NOT_JUDGED,
  type Reading,
  type StageReading,
  readBoard,
} from '@weir/shared/domain/read-board'
import type { Rules } from '@weir/shared/domain/rules'
import type { Pack } from '@weir/shared/contract/pack'
import type { LocalDay } from '@weir/shared/domain/local-time'
import { daysShown, hoursShown } from '@weir/shared/domain/window'
import type { GenerationKeys, Keys } from './keys.ts'
import { loadScript } from './redis.ts'

/** Redis → reading → board: one script a locality, so that a board is of one instant. */
export interface BoardReader {
  read(locality: number, mode: Mode, now: Instant): Promise<BoardContent>
  /** the reading itself, with the days that are asked for, and how many wait since before an instant, stage by stage */
  readings(locality: number, days: readonly LocalDay[], before: readonly (Instant | null)[], now: Instant): Promise<Reading>
}

const script = loadScript(new URL('read-board.lua', import.meta.url), 'weirReadBoard')

export function boardReader(redis: Redis, root: Keys, keys: GenerationKeys, pack: Pack, rules: Rules): BoardReader {
  const readings: BoardReader['readings'] = async (locality, days, before, now) => {
    const hours = hoursShown(now)
    const lists = [hours, days, before.map((at) => at ?? '')].flatMap((list) => [list.length, ...list])
    const args = [keys.prefix, locality, rules.stages.length, now, now + DUE_SOON_MS, DUE_SOON_MS, ...lists, rules.localities[locality] ?? '']
    return readingOf((await script.run(redis, [keys.heard, keys.through, root.judged], args)) as Raw)
  }
  let expected: readonly (number | null)[] = []
  return {
    readings,
    read: async (locality, mode, now) => {
      for (;;) {
        const asked = expected
        const before = asked.map((p85) => (p85 === null ? null : now - p85))
        const reading = await readings(locality, daysShown(now, pack.timeZone), before, now)
        expected = expectedIn(reading.judged, rules)
        if (isDeepStrictEqual(asked, expected)) return readBoard(reading, rules.localities[locality] ?? '', pack, rules, mode, now)
      }
    },
  }
}

/**
 * By stage, for how long 85 in 100 usually stay. It is judged, and comes with the reading that is to count who has been there for
 * longer: so the reading before it says what to ask, and is asked again in the week in which that has changed.
 */
const expectedIn = ({ expectations }: Judgement, rules: Rules): readonly (number | null)[] =>
  expectations.length === 0
    ? []
    : rules.stages.map(({ pathway, stage }) => expectations.find((one) => one.pathway === pathway.id && one.stage === stage.id)?.p85 ?? null)

type Flat = readonly string[]
type Cell = string | number
type Raw = readonly [
  stages: readonly (readonly Cell[])[],
  hours: readonly Flat[],
  days: readonly Flat[],
  priority: Flat,
  quantity: Flat,
  duties: readonly (readonly Cell[])[],
  capacity: Flat,
  says: Flat,
  oddities: Flat,
  heard: Flat,
  through: Flat,
  why: Flat,
  older: readonly number[],
  judged: string,
  declared: Flat,
]

function readingOf([stages, hours, days, priority, quantity, duties, capacity, says, oddities, heard, through, why, older, judged, declared]: Raw): Reading {
  return {
    stages: stages.map(stageOf),
    hours: hours.map(counts),
    days: days.map(counts),
    priority: counts(priority),
    quantity: counts(quantity),
    duties: duties.map(([duty, open, overdue, dueSoon, oldest, unauthorised, oldestDoneAt]) => ({
      duty: String(duty),
      open: Number(open),
      overdue: Number(overdue),
      dueSoon: Number(dueSoon),
      oldest: instant(oldest),
      unauthorised: Number(unauthorised),
      oldestDoneAt: instant(oldestDoneAt),
    })),
    capacity,
    says: Object.fromEntries(pairs(says)),
    oddities: counts(oddities),
    heard: counts(heard),
    through: counts(through),
    why: counts(why),
    older: older.map((count) => (count < 0 ? null : count)),
    judged: judged === '' ? NOT_JUDGED : { ...NOT_JUDGED, ...(JSON.parse(judged) as Partial<Judgement>) }, // what another release kept may lack some
    declared: declared.map((text) => JSON.parse(text) as Reading['declared'][number]),
  }
}

const NONE_WAITS: StageReading = { waiting: 0, oldest: null, p50: null, p85: null, p95: null, overdue: 0, dueSoon: 0, timed: 0 }

function stageOf(cells: readonly Cell[]): StageReading {
  if (cells.length === 0) return NONE_WAITS
  const [waiting, oldest, p50, p85, p95, overdue, dueSoon, timed] = cells
  return {
    waiting: Number(waiting),
    oldest: instant(oldest),
    p50: instant(p50),
    p85: instant(p85),
    p95: instant(p95),
    overdue: Number(overdue),
    dueSoon: Number(dueSoon),
    timed: Number(timed),
  }
}

const instant = (cell: Cell | undefined): Instant | null => (cell === undefined || cell === '' ? null : Number(cell))
const counts = (flat: Flat): Counts => Object.fromEntries(pairs(flat).map(([name, count]) => [name, Number(count)]))

function pairs(flat: Flat): readonly (readonly [string, string])[] {
  const all: [string, string][] = []
  for (let index = 0; index + 1 < flat.length; index += 2) all.push([flat[index] ?? '', flat[index + 1] ?? ''])
  return all
}
