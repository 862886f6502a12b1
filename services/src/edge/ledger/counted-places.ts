import { sql } from 'kysely'
import type { Instant } from '@weir/shared/contract/instant'
import type { PlaceThen } from '@weir/shared/domain/disagreement/facts'
import { type About, isHere, openAt, visitsOf } from './counted.ts'
import type { Store } from './store.ts'

/** How many stood where in a stage, and when. */
export type PlaceAt = Pick<PlaceThen, 'locality' | 'team'> & { readonly at: Instant }

/** How many stood in each of these places at its own instant: in the whole of it, or with its team. */
export async function openIn({ db, authority }: Store, about: About, places: readonly PlaceAt[]): Promise<readonly number[]> {
  if (places.length === 0) return []
  const { rows } = await sql<{ open: number }>`
    with there as materialized (
      select v.locality, v.team, v.arrived_at, v.departed_at from visit v
      where ${visitsOf(authority, about)} and (v.departed_at is null or v.departed_at > ${Math.min(...places.map(({ at }) => at))})
    )
    select (
      select count(*) from there v where v.locality = place.locality and (place.team is null or v.team = place.team)
        and v.arrived_at <= place.at and (v.departed_at is null or v.departed_at > place.at)
    ) as open
    from unnest(${places.map(({ locality }) => locality)}::text[], ${places.map(({ team }) => team)}::text[], ${places.map(({ at }) => at)}::bigint[])
      with ordinality as place (locality, team, at, n)
    order by place.n
  `.execute(db)
  return rows.map(({ open }) => Number(open))
}

/** How many stood in the stage at the count in every other place; where the count is of a team, team by team. */
export async function openElsewhere({ db, authority }: Store, about: About): Promise<readonly Omit<PlaceThen, 'above'>[]> {
  const team = about.team === null ? sql`null::text` : sql`v.team`
  const { rows } = await sql<Omit<PlaceThen, 'above'>>`
    select v.locality, ${team} as team, count(*) as open from visit v
    where ${visitsOf(authority, about)} and ${openAt(about.countedAt)} and (${isHere(about)}) is not true
    group by 1, 2 order by 1, 2
  `.execute(db)
  return rows.map((row) => ({ ...row, open: Number(row.open) }))
}
