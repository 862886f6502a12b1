import type { Board } from '@weir/shared/contract/board'

/** Where the work of one duty stands: done but unsigned, and not done; each as a count and as a length from 0 to 1 on one scale. */
export interface DutyPart {
  readonly part: 'unsigned' | 'overdue' | 'soon' | 'later'
  readonly count: number
  readonly length: number
}

type Open = Pick<Board['duties'][number], 'open' | 'overdue' | 'dueSoon'>

export function dutyParts(unsigned: number, duty: Open | undefined): readonly DutyPart[] {
  const { open, overdue, dueSoon } = duty ?? { open: 0, overdue: 0, dueSoon: 0 }
  const counts = { unsigned, ...(duty && { overdue, soon: dueSoon, later: Math.max(0, open - overdue - dueSoon) }) }
  const most = Math.max(1, ...Object.values(counts))
  return (['unsigned', 'overdue', 'soon', 'later'] as const).flatMap((part) => {
    const count = counts[part]
    return count === undefined ? [] : [{ part, count, length: count / most }]
  })
}
