import type { WarningRow, WarningScorecard } from '../src/contract/warning.ts'
import { localDay } from '../src/domain/local-time.ts'
import { crosses } from '../src/domain/warning/chance.ts'
import { lastDayWithin } from '../src/domain/warning/horizon.ts'
import type { DayValue } from '../src/domain/warning/place.ts'
import { NO_TALLY, type Settling, scorecardOf, tallied } from '../src/domain/warning/tally.ts'
import { WARNS_WITHIN } from '../src/domain/warning/watch.ts'

/** Of a queue whose future is known: whether a line was crossed within the time that was said; null where the future ends before. */
export function outcomeOf(row: Pick<WarningRow, 'at' | 'line' | 'threshold' | 'days'>, history: readonly DayValue[], timeZone: string): boolean | null {
  const [first, last] = [localDay(row.at, timeZone), lastDayWithin(row.days, row.at, timeZone)]
  const ends = history.filter(({ day }) => day >= first && day <= last)
  if (ends.some(({ value }) => crosses(row.line, value, row.threshold))) return true
  return ends.length === last - first + 1 ? false : null
}

/** The scorecard of rows whose outcomes are known. Misses are counted where a run of weeks came true and none of them was shown. */
export function scored(rows: readonly WarningRow[]): WarningScorecard {
  const settled = rows.flatMap(({ line, days, chance, outcome, at, shownSince }): readonly Settling[] =>
    outcome === null ? [] : [{ line, decided: [{ days, chance, happened: outcome, opened: at === shownSince ? at : null }], missed: false }],
  )
  return { ...scorecardOf(tallied(NO_TALLY, settled, 0), rows.length - settled.length), misses: missesIn(rows) }
}

const DAY = 86_400_000

function missesIn(rows: readonly WarningRow[]): number {
  const weeks = rows.filter(({ days, outcome }) => days === WARNS_WITHIN && outcome === true)
  const lines = Map.groupBy(weeks, ({ locality, pathway, stage, line }) => JSON.stringify([locality, pathway, stage, line]))
  let misses = 0
  for (const line of lines.values()) {
    const runs: WarningRow[][] = []
    for (const row of line.sort((a, b) => a.at - b.at)) {
      const last = runs.at(-1)
      if (last && row.at - (last.at(-1)?.at ?? 0) <= WARNS_WITHIN * DAY) last.push(row)
      else runs.push([row])
    }
    misses += runs.filter((run) => run.every(({ shownSince }) => shownSince === null)).length
  }
  return misses
}
