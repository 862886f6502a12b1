import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Event } from '@weir/shared/contract/event'
import type { Recorded } from './ledger.ts'
import type { Tables } from './tables.ts'

/** A row of the event table, with the instant from which it is void. */
export interface EventRow {
  readonly seq: number
  readonly source: string
  readonly id: string
  readonly kind: string
  readonly entity: string
  readonly person: string | null
  readonly happened_at: number
  readonly recorded_at: number
  readonly received_at: number
  readonly sequence: string | null
  readonly data: Event['data']
  readonly first: boolean
  readonly void_at: number | null
}

/** The columns of an EventRow but the last, of the event that the query calls `e`. */
export const eventColumns = sql`e.seq, e.source, e.id, e.kind, e.entity, e.person, e.happened_at, e.recorded_at, e.received_at,
  e.sequence, e.data, e.first`

/** The earliest instant from which a withdrawal by the same source makes the event `e` void. */
export const voidAt = sql`(
  select min(w.happened_at) from event w
  where w.authority = e.authority and w.kind = 'withdrawn' and w.source = e.source and w.withdraws = e.id
)`

/** All rows of a query as one text, in its order: a quarter of what PGlite takes for them one by one, half for PostgreSQL. */
export async function recordedRows(db: Kysely<Tables>, query: RawBuilder<EventRow>): Promise<readonly Recorded[]> {
  const {
    rows: [row],
  } = await sql<{ rows: string | null }>`select json_agg(e)::text as rows from (${query}) e`.execute(db)
  return (JSON.parse(row?.rows ?? '[]') as EventRow[]).map(recordedOf)
}

function recordedOf(row: EventRow): Recorded {
  return {
    seq: row.seq,
    entity: row.entity,
    first: row.first,
    receivedAt: row.received_at,
    voidAt: row.void_at,
    event: {
      source: row.source,
      id: row.id,
      kind: row.kind,
      ...(row.person === null ? {} : { subject: row.person }),
      happenedAt: row.happened_at,
      recordedAt: row.recorded_at,
      ...(row.sequence === null ? {} : { sequence: row.sequence }),
      data: row.data,
    } as Event, // what comes out is what the contract let in
  }
}
