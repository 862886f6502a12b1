import type { WarningLines } from '../../contract/pressure-file.ts'
import type { Lines } from './warn.ts'

/** The lines that the pack draws for a stage: its own of this place before its own of all places; null leaves it to what was usual. */
export function linesOf(lines: readonly WarningLines[], locality: string, pathway: string, stage: string): Lines {
  const own = lines.filter((line) => line.pathway === pathway && line.stage === stage)
  const [here, anywhere] = [own.find((line) => line.locality === locality), own.find((line) => line.locality === undefined)]
  return { waiting: here?.waiting ?? anywhere?.waiting ?? null, overdue: here?.overdue ?? anywhere?.overdue ?? null }
}
