import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Event } from '@weir/shared/contract/event'
import type { Instant } from '@weir/shared/contract/instant'
import type { Recorded } from './ledger.ts'
import type { Tables } from './tables.ts'

/** An event with what the ledger knows of it, as recordedRows asks for it. */
type EventRow = readonly [
  seq: number,
  source: string,
  id: string,
  kind: string,
  entity: string,
  person: string | null,
  happenedAt: Instant,
  recordedAt: Instant,
  receivedAt: Instant,
  sequence: string | null,
  data: Event['data'],
  first: boolean,
  voidAt: Instant | null,
]

/** What recordedRows needs of the event that a query calls `e`, but for `void_at`. */
export const eventColumns = sql`e.seq, e.source, e.id, e.kind, e.entity, e.person, e.happened_at, e.recorded_at, e.received_at,
  e.sequence, e.data, e.first`

/** The earliest instant from which a withdrawal by the same source makes the event `e` void. The authority by name, or PostgreSQL plans for all. */
export const voidAt = (authority: string) => sql`(
  select min(w.happened_at) from event w
  where w.authority = ${authority} and w.kind = 'withdrawn' and w.source = e.source and w.withdraws = e.id
)`

/**
 * All rows of a query as one text, in its order: in PGlite a quarter of what rows one by one take, and in PostgreSQL half the
 * work on our side.
 */
export async function recordedRows(db: Kysely<Tables>, query: RawBuilder<unknown>): Promise<readonly Recorded[]> {
  const {
    rows: [row],
  } = await sql<{ rows: string | null }>`
    select json_agg(json_build_array(seq, source, id, kind, entity, person, happened_at, recorded_at, received_at,
      sequence, data, first, void_at))::text as rows
    from (${query}) e
  `.execute(db)
  return (JSON.parse(row?.rows ?? '[]') as EventRow[]).map(recordedOf)
}

function recordedOf([seq, source, id, kind, entity, person, happenedAt, recordedAt, receivedAt, sequence, data, first, voidAt]: EventRow): Recorded {
  const subject = person === null ? {} : { subject: person }
  const order = sequence === null ? {} : { sequence }
  const event = { source, id, kind, ...subject, happenedAt, recordedAt, ...order, data } as Event // what comes out is what the contract let in
  return { seq, entity, first, receivedAt, voidAt, event }
}
