import { type Contributions, NOTHING } from '@weir/shared/domain/contribution'
import { type Facts, NO_FACTS } from '@weir/shared/domain/facts'

/**
 * What Redis keeps of one entity: its facts and the contributions that stand applied for them, with the stamp in front that
 * grows with every write and guards the next. `seq` is the newest event of the ledger that is in it.
 */
export interface Stored {
  readonly stamp: number
  readonly seq: number
  readonly facts: Facts
  readonly applied: Contributions
}

export const ABSENT: Stored = { stamp: 0, seq: 0, facts: NO_FACTS, applied: NOTHING }

export function parseRecord(text: string | null | undefined): Stored {
  if (!text) return ABSENT
  const space = text.indexOf(' ')
  return { stamp: Number(text.slice(0, space)), ...(JSON.parse(text.slice(space + 1)) as Omit<Stored, 'stamp'>) }
}

export const formatRecord = ({ stamp, seq, facts, applied }: Stored): string => `${stamp} ${JSON.stringify({ seq, facts, applied })}`
