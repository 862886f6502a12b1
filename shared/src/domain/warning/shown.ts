import { DAY } from '../../contract/instant.ts'
import type { WarningRow, WarningScorecard } from '../../contract/warning.ts'
import { WARNS_WITHIN } from './watch.ts'

/**
 * Warnings that were shown, counted once each however long they stood on the wall. A warning is judged by what it said when it
 * opened: a hit where the line was crossed within the week, else a false alarm. A miss is a line that was crossed while nobody
 * was warned: a run of weeks that came true, seen from one day after another, in none of which a warning was shown.
 */
export function shownIn(rows: readonly WarningRow[]): Pick<WarningScorecard, 'shown' | 'hits' | 'falseAlarms' | 'misses'> {
  const weeks = rows.filter(({ days }) => days === WARNS_WITHIN)
  const opened = weeks.filter(({ at, shownSince }) => at === shownSince)
  const hits = opened.filter(({ outcome }) => outcome === true).length
  const falseAlarms = opened.filter(({ outcome }) => outcome === false).length
  const lines = Map.groupBy(weeks, ({ locality, service, pathway, stage, line }) => JSON.stringify([locality, service, pathway, stage, line]))
  return { shown: hits + falseAlarms, hits, falseAlarms, misses: [...lines.values()].reduce((sum, line) => sum + missesIn(line), 0) }
}

function missesIn(weeks: readonly WarningRow[]): number {
  const runs: WarningRow[][] = []
  let before: WarningRow | null = null
  for (const row of [...weeks].sort((a, b) => a.at - b.at)) {
    if (row.outcome === true) {
      if (before?.outcome === true && row.at - before.at <= WARNS_WITHIN * DAY) runs.at(-1)?.push(row)
      else runs.push([row])
    }
    before = row
  }
  return runs.filter((run) => run.every(({ shownSince }) => shownSince === null)).length
}
