import { sql } from 'kysely'
import type { Merge } from './ledger.ts'
import { voidAt } from './recorded.ts'
import type { Store } from './store.ts'

/** What is read of people: the merges that make one person of two references, and the cases of a person. */
const mergeColumns = (authority: string) => sql`e.person as subject, e.data->>'into' as into, e.happened_at as "happenedAt", ${voidAt(authority)} as "voidAt"`

/** The group grows along merges in both directions until it grows no more; a merge belongs to the group of its subject. */
export async function mergesAround({ db, authority }: Store, people: readonly string[]): Promise<readonly Merge[]> {
  if (people.length === 0) return []
  const { rows } = await sql<Merge>`
    with recursive grouped (person) as (
      select unnest(${[...people]}::text[]) collate "C"
      union
      select near.person from grouped cross join lateral (
        select (e.data->>'into') collate "C" as person from event e
        where e.authority = ${authority} and e.kind = 'merged' and e.person = grouped.person
        union all
        select e.person from event e
        where e.authority = ${authority} and e.kind = 'merged' and e.data->>'into' = grouped.person
        offset 0
      ) near
    )
    select e.* from grouped cross join lateral (
      select e.seq, ${mergeColumns(authority)} from event e
      where e.authority = ${authority} and e.kind = 'merged' and e.person = grouped.person offset 0
    ) e
    order by e.seq
  `.execute(db)
  return rows.map(withoutSeq)
}

export async function merges({ db, authority }: Store): Promise<readonly Merge[]> {
  const { rows } = await sql<Merge>`
    select ${mergeColumns(authority)} from event e where e.authority = ${authority} and e.kind = 'merged' order by e.seq
  `.execute(db)
  return rows.map(withoutSeq)
}

export async function casesOfPeople({ db, authority }: Store, people: readonly string[]): Promise<readonly string[]> {
  if (people.length === 0) return []
  const { rows } = await sql<{ entity: string }>`
    select e.entity from (select distinct unnest(${[...people]}::text[]) collate "C" as person) wanted
    cross join lateral (
      select e.entity, e.seq from event e
      where e.authority = ${authority} and e.first and e.entity like 'case|%' and e.person = wanted.person offset 0
    ) e
    order by e.seq
  `.execute(db)
  return rows.map(({ entity }) => entity)
}

const withoutSeq = ({ subject, into, happenedAt, voidAt: at }: Merge): Merge => ({ subject, into, happenedAt, voidAt: at })
