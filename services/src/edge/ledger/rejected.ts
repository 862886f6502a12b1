import type { Instant } from '@weir/shared/contract/instant'
import type { Refused, SpokenOf } from '@weir/shared/contract/problem'
import type { RejectedRow } from './ledger.ts'
import type { Store } from './store.ts'

const ROWS_A_STATEMENT = 5000 // a statement takes 65,535 parameters

export async function reject({ db, authority }: Store, rejected: readonly Refused[], at: Instant): Promise<void> {
  const rows = rejected.flatMap(({ source, id, faults, of }) =>
    faults.map(({ field, reason }) => ({
      authority,
      at,
      source: storable(source),
      id: storable(id),
      field: storable(field) ?? '',
      reason: storable(reason) ?? '',
      ...of,
    })),
  )
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await db
      .insertInto('rejected')
      .values(rows.slice(from, from + ROWS_A_STATEMENT))
      .execute()
  }
}

export async function rejectedRows({ db, authority }: Store, limit: number): Promise<readonly RejectedRow[]> {
  const rows = await db
    .selectFrom('rejected')
    .select(['at', 'source', 'id', 'field', 'reason', 'kind', 'pathway', 'stage', 'locality'])
    .where('authority', '=', authority)
    .orderBy('n', 'desc')
    .limit(limit)
    .execute()
  return rows.map(rejectedRow)
}

/** What of them is of the contract is as the contract has it. */
export const rejectedRow = <R extends { readonly kind: string | null }>(row: R): R & Pick<SpokenOf, 'kind'> => ({ ...row, kind: row.kind as SpokenOf['kind'] })

/** Bad events may hold what no database stores: that is shown as the mark for an unknown character. */
const storable = (text: string | null): string | null => text?.toWellFormed().replaceAll('\0', '\uFFFD') ?? null
