import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '@weir/shared/contract/instant'
import type { CaseThere, PlaceThen } from '@weir/shared/domain/disagreement/facts'
import { type About, isHere, notVoid, openAt, visitsOf } from './counted.ts'
import type { Store } from './store.ts'

/**
 * The cases around a count, each with the last event about it. Visits are read once for a stage; the events of each case are
 * looked up one by one on their index.
 */
const MOST_HERE = 20_000
const MOST_ELSEWHERE = 5000

/** Every case that was there at the count or later, or whose leaving was written down later. */
export function casesCounted(store: Store, about: About, now: Instant): Promise<readonly CaseThere[]> {
  const { countedAt: at } = about
  const touched = sql`v.arrived_at <= ${now} and (v.departed_at is null or v.departed_at > ${at} or v.departure_recorded_at > ${at})`
  return casesIn(store, about, sql`${touched} and ${isHere(about)}`, MOST_HERE, now)
}

/** Cases that stood elsewhere in the stage at the count. */
export function casesElsewhere(store: Store, about: About, places: readonly PlaceThen[], now: Instant): Promise<readonly CaseThere[]> {
  if (places.length === 0) return Promise.resolve([])
  const localities = places.map(({ locality }) => locality)
  const teams = places.map(({ team }) => team)
  const there = sql`exists (
    select from unnest(${localities}::text[], ${teams}::text[]) as place (locality, team)
    where place.locality = v.locality and ${about.team === null ? sql`true` : sql`place.team is not distinct from v.team`}
  )`
  return casesIn(store, about, sql`${openAt(about.countedAt)} and ${there}`, MOST_ELSEWHERE, now)
}

/** A merged case's events stand under each of its people's names; a name is found along merges, in both directions. */
async function casesIn({ db, authority }: Store, about: About, which: RawBuilder<unknown>, most: number, now: Instant): Promise<readonly CaseThere[]> {
  const {
    rows: [row],
  } = await sql<{ cases: string | null }>`
    with chosen as materialized (
      select v.entity, v.person, v.locality, v.team, v.entered_at, v.arrived_at, v.departed_at, v.arrival_recorded_at, v.departure_recorded_at
      from visit v where ${visitsOf(authority, about)} and ${which}
      order by v.arrived_at, v.entity, v.ordinal limit ${most}
    )
    select json_agg(json_build_object(
      'entity', c.entity, 'person', c.person, 'locality', c.locality, 'team', c.team, 'enteredAt', c.entered_at, 'arrivedAt', c.arrived_at,
      'departedAt', c.departed_at, 'arrivalRecordedAt', c.arrival_recorded_at, 'departureRecordedAt', c.departure_recorded_at,
      'last', told.last, 'told', coalesce(told.by_source, false)
    ))::text as cases
    from chosen c left join lateral (
      select (array_agg(json_build_object('source', e.source, 'id', e.id, 'kind', e.kind, 'happenedAt', e.happened_at)
          order by e.happened_at desc, e.recorded_at desc, e.seq desc))[1] as last,
        bool_or(e.source = ${about.source}) as by_source
      from (
        with recursive known (person) as (
          select c.person
          union
          select near.person from known cross join lateral (
            select (e.data->>'into') collate "C" as person from event e
            where e.authority = ${authority} and e.kind = 'merged' and e.person = known.person and e.happened_at <= ${now} and ${notVoid(authority, now)}
            union all
            select e.person from event e
            where e.authority = ${authority} and e.kind = 'merged' and e.data->>'into' = known.person and e.happened_at <= ${now} and ${notVoid(authority, now)}
            offset 0
          ) near
        )
        select ('case|' || known.person || substr(c.entity, 5 + strpos(substr(c.entity, 6), '|'))) collate "C" as entity from known
      ) named cross join lateral (
        select e.* from event e
        where e.authority = ${authority} and e.entity = named.entity and e.kind <> 'withdrawn' and e.happened_at <= ${now} and ${notVoid(authority, now)}
        offset 0
      ) e
    ) told on true
  `.execute(db)
  return JSON.parse(row?.cases ?? '[]') as readonly CaseThere[]
}
