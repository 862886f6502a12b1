import type { WarningBoard, WarningLine } from '../../contract/warning.ts'
import type { LocalDay } from '../local-time.ts'
import { type Book, NEW_BOOK, type Settled, settle } from '../warning/book.ts'
import type { OverdueDay } from '../warning/place.ts'
import type { Tally } from '../warning/tally.ts'
import type { About, Warned } from '../warning/warn.ts'
import type { WarningMemory } from '../warning/watch.ts'

/**
 * What is remembered of all that could be warned of, by the name of its line (`lineName`). A line of which there is nothing to
 * remember is left out.
 */
export interface WarningsMemory {
  readonly lines: ReadonlyMap<string, LineMemory>
  readonly tally: Tally
}

export interface LineMemory extends WarningMemory {
  /** as it stands on the wall since the last midnight */
  readonly warning: WarningBoard | null
  readonly book: Book
  /** how many were overdue at the end of each day since `from` */
  readonly past: Past
}

export interface Past {
  readonly from: LocalDay
  readonly counts: readonly number[]
}
const NO_PAST: Past = { from: 0, counts: [] }
export const NEW_LINE: LineMemory = { shown: null, warning: null, book: NEW_BOOK, past: NO_PAST }

const TAB = '\t'
export const lineName = ({ locality, service, pathway, stage }: About, line: WarningLine): string =>
  [locality, service, pathway ?? '', stage ?? '', line].join(TAB)

export const aboutOf = (name: string): About & { readonly line: WarningLine } => {
  const [locality = '', service = '', pathway = '', stage = '', line] = name.split(TAB)
  return { locality, service, pathway: pathway || null, stage: stage || null, line: line as WarningLine }
}

/** What the day before `today` ended with, before anything new is told. */
export const settled = ({ book }: LineMemory, line: WarningLine, value: number | null, today: LocalDay): Settled => settle(book, line, value, today)

/** With what has been told at this midnight. */
export function told(before: LineMemory, book: Book, { memory, warning, rows, transitions }: Warned, today: LocalDay): LineMemory {
  const [first] = rows
  if (!first) return { ...before, ...memory, warning, book }
  const opened = transitions.some(({ state }) => state === 'opened')
  const telling = {
    ...{ at: first.at, first: today, threshold: first.threshold, shown: memory.shown !== null, opened, unseen: false },
    chances: rows.map(({ days, chance }) => ({ days, chance: Math.round(chance * THOUSANDTHS) / THOUSANDTHS })),
  }
  return { ...before, ...memory, warning, book: { ...book, told: [...book.told, telling] } }
}

const THOUSANDTHS = 1000
const DAYS_REMEMBERED = 91

/** A day that nobody saw the end of begins it anew. */
export function pastWith({ from, counts }: Past, count: number, today: LocalDay): Past {
  const ended = today - 1
  if (from + counts.length !== ended) return { from: ended, counts: [count] }
  const kept = [...counts, count].slice(-DAYS_REMEMBERED)
  return { from: ended + 1 - kept.length, counts: kept }
}

export const overdueDays = ({ from, counts }: Past): readonly OverdueDay[] => counts.map((count, index) => ({ day: from + index, count, left: null }))

export const isWorthKeeping = ({ shown, book, past }: LineMemory): boolean => shown !== null || book.told.length > 0 || past.counts.some((count) => count > 0)
