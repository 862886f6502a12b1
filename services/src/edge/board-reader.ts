import type { Redis } from 'ioredis'
import type { Instant } from '@weir/shared/contract/instant'
import type { Mode } from '@weir/shared/contract/board'
import { type BoardContent, type Counts, DUE_SOON_MS, type Reading, type StageReading, readBoard } from '@weir/shared/domain/read-board'
import type { Rules } from '@weir/shared/domain/rules'
import type { Pack } from '@weir/shared/contract/pack'
import { daysShown, hoursShown } from '@weir/shared/domain/window'
import type { GenerationKeys } from '../edge/keys.ts'
import { loadScript } from '../edge/redis.ts'

/** Redis → reading → board: one script a locality, so that a board is of one instant. */
export interface BoardReader {
  read(locality: number, mode: Mode, now: Instant): Promise<BoardContent>
}

const script = loadScript(new URL('read-board.lua', import.meta.url), 'weirReadBoard')

export function boardReader(redis: Redis, keys: GenerationKeys, pack: Pack, rules: Rules): BoardReader {
  return {
    read: async (locality, mode, now) => {
      const hours = hoursShown(now)
      const days = daysShown(now, pack.timeZone)
      const args = [keys.prefix, locality, rules.stages.length, now, now + DUE_SOON_MS, DUE_SOON_MS, hours.length, ...hours, days.length, ...days]
      const raw = (await script.run(redis, [keys.heard, keys.through], args)) as Raw
      return readBoard(readingOf(raw), rules.localities[locality] ?? '', pack, rules, mode, now)
    },
  }
}

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
]

function readingOf([stages, hours, days, priority, quantity, duties, capacity, says, oddities, heard, through]: Raw): Reading {
  return {
    stages: stages.map(stageOf),
    hours: hours.map(counts),
    days: days.map(counts),
    priority: counts(priority),
    quantity: counts(quantity),
    duties: duties.map(([duty, open, overdue, dueSoon, oldest]) => ({
      duty: String(duty),
      open: Number(open),
      overdue: Number(overdue),
      dueSoon: Number(dueSoon),
      oldest: instant(oldest),
    })),
    capacity,
    says: Object.fromEntries(pairs(says)),
    oddities: counts(oddities),
    heard: counts(heard),
    through: counts(through),
  }
}

const NONE_WAITS: StageReading = { waiting: 0, oldest: null, p50: null, p85: null, p95: null, overdue: 0, dueSoon: 0 }

function stageOf(cells: readonly Cell[]): StageReading {
  if (cells.length === 0) return NONE_WAITS
  const [waiting, oldest, p50, p85, p95, overdue, dueSoon] = cells
  return {
    waiting: Number(waiting),
    oldest: instant(oldest),
    p50: instant(p50),
    p85: instant(p85),
    p95: instant(p95),
    overdue: Number(overdue),
    dueSoon: Number(dueSoon),
  }
}

const instant = (cell: Cell | undefined): Instant | null => (cell === undefined || cell === '' ? null : Number(cell))
const counts = (flat: Flat): Counts => Object.fromEntries(pairs(flat).map(([name, count]) => [name, Number(count)]))

function pairs(flat: Flat): readonly (readonly [string, string])[] {
  const all: [string, string][] = []
  for (let index = 0; index + 1 < flat.length; index += 2) all.push([flat[index] ?? '', flat[index + 1] ?? ''])
  return all
}
