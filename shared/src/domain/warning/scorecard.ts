import { DAY, type Instant } from '../../contract/instant.ts'
import type { WarningLine, WarningRecord, WarningRow, WarningScorecard } from '../../contract/warning.ts'
import { type Outcome, brierScore, calibrationTable } from '../score.ts'
import { shownIn } from './shown.ts'

/**
 * How good the warnings of a council have been, from every chance that was told in the last year: the wall shows it beside them.
 * Chances that are still open count for nothing yet, and neither does what was told after `now`, so that a replay sees no
 * further than it has come.
 */
const SCORED_MS = 365 * DAY

export function scorecardOf(rows: readonly WarningRow[], now: Instant): WarningScorecard {
  const told = rows.filter(({ at }) => at <= now && at > now - SCORED_MS)
  const decided = told.flatMap(decide)
  const brier = brierScore(decided)
  const base = brierScore(atBaseRate(decided))
  return {
    of: decided.length,
    open: told.length - decided.length,
    brier,
    base,
    skill: brier === null || base === null || base === 0 ? null : 1 - brier / base,
    calibration: [...calibrationTable(decided)],
    ...shownIn(told),
  }
}

/** The track record that stands beside a warning: of all warnings of its kind in the council. Null while none is decided. */
export function recordOf(rows: readonly WarningRow[], line: WarningLine, now: Instant): WarningRecord | null {
  const { shown, hits, brier, of } = scorecardOf(
    rows.filter((row) => row.line === line),
    now,
  )
  return shown === 0 ? null : { shown, came: hits, brier, of }
}

interface Decided extends Outcome {
  /** chances are compared with how often it comes for the same line within the same days */
  readonly kind: string
}

const decide = ({ line, days, chance, outcome }: WarningRow): readonly Decided[] =>
  outcome === null ? [] : [{ kind: `${line}/${days}`, chance, happened: outcome }]

function atBaseRate(decided: readonly Decided[]): readonly Outcome[] {
  const rates = new Map<string, { came: number; of: number }>()
  for (const { kind, happened } of decided) {
    const { came, of } = rates.get(kind) ?? { came: 0, of: 0 }
    rates.set(kind, { came: came + Number(happened), of: of + 1 })
  }
  return decided.map(({ kind, happened }) => {
    const { came, of } = rates.get(kind) ?? { came: 0, of: 1 }
    return { chance: came / of, happened }
  })
}
