import { sql } from 'kysely'
import type { Void } from '@weir/shared/domain/facts'
import type { Recorded } from './ledger.ts'
import { eventColumns, recordedRows, voidAt } from './recorded.ts'
import type { Store } from './store.ts'

/**
 * What is read of events. Sets are looked up one by one on their index (`cross join lateral … offset 0`): without statistics
 * PostgreSQL would rather read the whole ledger, and PGlite has nobody who gathers them.
 */
type Named = { readonly source: string; readonly id: string }

export async function head({ db, authority }: Store): Promise<number> {
  const row = await db.selectFrom('head').select('seq').where('authority', '=', authority).executeTakeFirstOrThrow()
  return row.seq
}

/** Seq is gapless, so a range of it is a limit. */
export async function read({ db, authority }: Store, after: number, limit: number): Promise<readonly Recorded[]> {
  return recordedRows(
    db,
    sql`
    select ${eventColumns}, null::bigint as void_at from event e
    where e.authority = ${authority} and e.seq > ${after} and e.seq <= ${after + limit} order by e.seq
  `,
  )
}

export async function ofEntities({ db, authority }: Store, entities: readonly string[]): Promise<readonly Recorded[]> {
  if (entities.length === 0) return []
  return recordedRows(
    db,
    sql`
    select e.* from (select distinct unnest(${[...entities]}::text[]) collate "C" as entity) wanted
    cross join lateral (
      select ${eventColumns}, ${voidAt(authority)} as void_at from event e
      where e.authority = ${authority} and e.entity = wanted.entity and e.kind <> 'withdrawn' offset 0
    ) e
    order by e.seq
  `,
  )
}

/** The next page is read while whoever asked works on this one. */
export async function* scan({ db, authority }: Store, upTo: number, pageSize: number): AsyncGenerator<readonly Recorded[]> {
  const pageAfter = ({ entity, seq }: Pick<Recorded, 'entity' | 'seq'>): Promise<readonly Recorded[]> => {
    const page = recordedRows(db, sql`select * from scan_events(${authority}, ${upTo}, ${entity}, ${seq}, ${pageSize})`)
    page.catch(() => undefined) // whoever awaits it is told; nobody does, where the reader stops before the end
    return page
  }
  let next: Promise<readonly Recorded[]> | null = pageAfter({ entity: '', seq: 0 })
  while (next) {
    const page: readonly Recorded[] = await next
    const last = page.at(-1)
    next = last && page.length === pageSize ? pageAfter(last) : null
    if (last) yield page
  }
}

export async function entitiesOfEvents({ db, authority }: Store, events: readonly Named[]): Promise<readonly (Named & { readonly entity: string })[]> {
  if (events.length === 0) return []
  const { rows } = await sql<Named & { entity: string }>`
    select e.source, e.id, e.entity from (
      select distinct source collate "C" as source, id collate "C" as id
      from unnest(${events.map(({ source }) => source)}::text[], ${events.map(({ id }) => id)}::text[]) as named (source, id)
    ) wanted
    cross join lateral (
      select e.source, e.id, e.entity from event e
      where e.authority = ${authority} and e.source = wanted.source and e.id = wanted.id and e.kind <> 'withdrawn' offset 0
    ) e
  `.execute(db)
  return rows
}

export async function orphans({ db, authority }: Store): Promise<readonly Void[]> {
  const { rows } = await sql<Void>`
    select w.source, w.withdraws as id, w.happened_at as at from event w
    left join lateral (
      select true as there from event e
      where e.authority = ${authority} and e.source = w.source and e.id = w.withdraws offset 0
    ) e on true
    where w.authority = ${authority} and w.kind = 'withdrawn' and e.there is null
    order by w.seq
  `.execute(db)
  return rows
}
