/**
 * One line of the table of design section 7. `ratio` is what the goal speaks of: ours to theirs, or theirs to ours, as the goal
 * says; null where it was not measured, and then `told` says why. Pure.
 */
export interface Row {
  readonly name: string
  readonly says: string
  readonly ratio: number | null
  readonly goal: string | null
  readonly met: boolean | null
  readonly ours: number | null
  readonly theirs: number | null
  readonly unit: string
  readonly told: string
}

export interface Goal {
  readonly sense: 'at most' | 'at least'
  readonly value: number
}

export const atMost = (value: number): Goal => ({ sense: 'at most', value })
export const atLeast = (value: number): Goal => ({ sense: 'at least', value })

export interface Measured {
  readonly name: string
  readonly says: string
  readonly ratio: number
  readonly goal: Goal | null
  readonly ours: number
  readonly theirs: number
  readonly unit: string
  readonly told?: string
}

export function rowOf({ name, says, ratio, goal, ours, theirs, unit, told = '' }: Measured): Row {
  return { name, says, ratio: rounded(ratio), goal: textOf(goal), met: goal && isMet(ratio, goal), ours: rounded(ours), theirs: rounded(theirs), unit, told }
}

export function unmeasured(name: string, says: string, goal: Goal | null, told: string): Row {
  return { name, says, ratio: null, goal: textOf(goal), met: null, ours: null, theirs: null, unit: '', told }
}

const textOf = (goal: Goal | null): string | null => (goal === null ? null : `${goal.sense === 'at most' ? '≤' : '≥'} ${goal.value}`)
const isMet = (ratio: number, { sense, value }: Goal): boolean => (sense === 'at most' ? ratio <= value : ratio >= value)

/** Three significant digits say all that a noisy machine knows; above a hundred, whole numbers. */
const rounded = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))

/** What `--json` prints of a row; `goal` is the bare number, whose sense is that of the table. */
export function jsonOf({ name, ratio, goal, met, ours, theirs, unit, told }: Row): object {
  return { name, ratio, goal: goal === null ? null : Number(goal.slice(2)), met, ours, theirs, unit, ...(told === '' ? {} : { told }) }
}

const HEADINGS = ['what', 'ours', 'theirs', 'ratio', 'goal', 'met'] as const

export function tableOf(rows: readonly Row[]): string {
  const cells = [HEADINGS, ...rows.map(cellsOf)]
  const widths = HEADINGS.map((_heading, column) => Math.max(...cells.map((line) => (line[column] ?? '').length)))
  const lines = cells.map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
  )
  const [heading = '', ...body] = lines
  const notes = rows.flatMap(({ says, told }) => (told === '' ? [] : [`  ${says}: ${told}`]))
  return [heading, '-'.repeat(heading.length), ...body, ...(notes.length > 0 ? ['', ...notes] : []), ''].join('\n')
}

function cellsOf({ says, ratio, goal, met, ours, theirs, unit }: Row): readonly string[] {
  const number = (value: number | null) => (value === null ? '–' : `${value.toLocaleString('en-GB')} ${unit}`)
  return [says, number(ours), number(theirs), ratio === null ? 'not measured' : String(ratio), goal ?? '–', met === null ? '–' : met ? 'yes' : 'no']
}
