import type { StageBoard } from '@weir/shared/contract/board'
import type { FlowBoard } from '@weir/shared/contract/flow'
import { ageText } from '@weir/shared/words/age'
import { kindWord } from '@weir/shared/words/kind'
import type { Language } from '@weir/shared/words/language'
import { numberText } from '@weir/shared/words/number'
import { usualWeek } from '../layout/pool.ts'

/** One figure of a stage, as it is read: what is overdue, and what the source counts differently, is marked by more than a colour. */
export interface Cell {
  readonly look: 'count' | 'plain' | 'quiet' | 'overdue' | 'differs'
  readonly text: string
  readonly word?: string
}

interface Columns {
  /** whether each count says what it is of, because the column's head does not */
  readonly mixed: boolean
  readonly sourced: boolean
}

/** In the order of the table's columns. */
export function stageCells(stage: StageBoard, flow: FlowBoard | undefined, { mixed, sourced }: Columns, language: Language, now: number): readonly Cell[] {
  const usual = flow && usualWeek(flow)
  const age = (enteredAt: number | null): Cell => (enteredAt === null ? NOTHING : { look: 'plain', text: ageText(now - enteredAt, language) })
  return [
    { ...counted(stage.waiting, 'count'), ...(mixed ? { word: kindWord(stage.kind, language) } : {}) },
    ...(sourced ? [sourceCell(stage)] : []),
    counted(stage.overdue, 'overdue'),
    counted(stage.dueSoon, 'plain'),
    age(stage.oldestEnteredAt),
    age(stage.enteredAt.p85),
    ...[stage.arrivals.h24, stage.departures.h24].map((count) => counted(count, 'plain')),
    weekCell(stage.arrivals.d7, usual?.arrivals),
    weekCell(stage.departures.d7, usual?.departures),
  ]
}

const NOTHING: Cell = { look: 'quiet', text: '–' }

const counted = (count: number, look: Cell['look']): Cell => ({ look: count > 0 ? look : 'quiet', text: numberText(count) })

/** A week's flow, and a usual one's beside it. */
const weekCell = (count: number, usual: number | undefined): Cell => ({
  ...counted(count, 'plain'),
  ...(usual === undefined ? {} : { word: `(${numberText(Math.round(usual))})` }),
})

/** What the sources count of what is counted here too: the whole stage, or else its teams. */
function sourceCell({ sourceSays }: StageBoard): Cell {
  const beside = sourceSays.filter(({ ours }) => ours !== null)
  const whole = beside.filter(({ team }) => team === null)
  const compared = whole.length > 0 ? whole : beside
  if (compared.length === 0) return NOTHING
  const open = compared.reduce((sum, said) => sum + said.open, 0)
  return compared.every((said) => said.open === said.ours) ? { look: 'quiet', text: numberText(open) } : { look: 'differs', text: `≠ ${numberText(open)}` }
}
