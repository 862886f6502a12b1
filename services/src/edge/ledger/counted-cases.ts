import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '@weir/shared/contract/instant'
import type { CaseThere, CountFigures, PlaceThen } from '@weir/shared/domain/disagreement/facts'
import { type About, isHere, notVoid, openAt, visitsOf } from './counted.ts'
import type { Store } from './store.ts'

/**
 * The cases around a count, each with the last event about it. Visits are read once for a stage; the events of each case are
 * looked up one by one on their index.
 */
/** Every case that was there at the count or later, or whose leaving was written down later: so many of them, the longest there first. */
export function casesCounted(store: Store, about: About, most: number, now: Instant): Promise<readonly CaseThere[]> {
  return casesIn(store, about, sql`${touchedSince(about, now)} and ${isHere(about)}`, most, now)
}

const touchedSince = ({ countedAt: at }: About, now: Instant) =>
  sql`v.arrived_at <= ${now} and (v.departed_at is null or v.departed_at > ${at} or v.departure_recorded_at > ${at})`

/** The figures of all of them, to the case, however many there are. */
export async function figuresOf({ db, authority }: Store, about: About, now: Instant): Promise<CountFigures> {
  const { countedAt: at } = about
  const { rows } = await sql<CountFigures>`
    select count(*) filter (where ${openAt(at)}) as ours, count(*) filter (where ${openAt(now)}) as waiting,
      count(*) filter (where v.arrived_at > ${at}) as came, count(*) filter (where v.departed_at > ${at} and v.departed_at <= ${now}) as went
    from visit v where ${visitsOf(authority, about)} and ${touchedSince(about, now)} and ${isHere(about)}
  `.execute(db)
  const [{ ours, waiting, came, went } = { ours: 0, waiting: 0, came: 0, went: 0 }] = rows
  return { ours: Number(ours), waiting: Number(waiting), came: Number(came), went: Number(went) }
}

/** Cases that stood elsewhere in the stage at the count. */
export function casesElsewhere(store: Store, about: About, places: readonly PlaceThen[], most: number, now: Instant): Promise<readonly CaseThere[]> {
  if (places.length === 0) return Promise.resolve([])
  const localities = places.map(({ locality }) => locality)
  const teams = places.map(({ team }) => team)
  const there = sql`exists (
    select from unnest(${localities}::text[], ${teams}::text[]) as place (locality, team)
    where place.locality = v.locality and ${about.team === null ? sql`true` : sql`place.team is not distinct from v.team`}
  )`
  return casesIn(store, about, sql`${openAt(about.countedAt)} and ${there}`, most, now)
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
