import { type RawBuilder, sql } from 'kysely'
import { DAY, type Instant } from '@weir/shared/contract/instant'
import type { EventLine, RefusedEvent } from '@weir/shared/domain/disagreement/facts'
import { type About, isHere, notVoid, openAt, visitsOf } from './counted.ts'
import { rejectedRow } from './rejected.ts'
import type { Store } from './store.ts'

/** What a source said that is in no visit: what was not let in, what it withdrew, whom it made one. */
const WITHDRAWN_SINCE = 30 * DAY

/** What the source sent and the door did not let in; but what came again and was let in is no longer missing. */
export async function refusedOf({ db, authority }: Store, { source, pathway }: About, most: number, now: Instant): Promise<readonly RefusedEvent[]> {
  const { rows } = await sql<Omit<RefusedEvent, 'kind'> & { kind: string | null }>`
    select r.at, r.id, r.field, r.reason, r.kind, r.pathway, r.stage, r.locality
    from rejected r left join lateral (
      select true as there from event e where e.authority = ${authority} and e.source = ${source} and e.id = r.id and r.field <> 'id' offset 0
    ) taken on true
    where r.authority = ${authority} and r.source = ${source} and (r.pathway = ${pathway} or r.pathway is null) and r.at <= ${now} and taken.there is null
    order by r.n desc limit ${most}
  `.execute(db)
  return rows.map(rejectedRow)
}

/** Entries that the source withdrew in the month before the count or since, of cases that are nowhere in the stage. */
export async function withdrawnFrom({ db, authority }: Store, about: About, most: number, now: Instant): Promise<readonly EventLine[]> {
  const { source, locality, pathway, stage, team, countedAt: at } = about
  const { rows } = await sql<EventLine>`
    select e.source, e.id, 'entered' as kind, e.happened_at as "happenedAt", e.data->>'locality' as locality, e.data->>'team' as team,
      w.recorded_at as "recordedAt"
    from event w cross join lateral (
      select e.* from event e
      where e.authority = ${authority} and e.source = w.source and e.id = w.withdraws and e.kind = 'entered' and e.happened_at <= ${at}
        and e.data->>'pathway' = ${pathway} and e.data->>'stage' = ${stage}
        and coalesce(e.data->>'locality', ${locality}) = ${locality} and (${team}::text is null or coalesce(e.data->>'team', ${team}) = ${team})
      offset 0
    ) e
    where w.authority = ${authority} and w.kind = 'withdrawn' and w.source = ${source} and w.happened_at <= ${now} and w.recorded_at > ${at - WITHDRAWN_SINCE}
      and not exists (
        select from visit v where v.authority = ${authority} and v.entity = e.entity and v.pathway = ${pathway} and v.stage = ${stage} and ${openAt(at)}
      )
    order by w.seq desc limit ${most}
  `.execute(db)
  return rows
}

/** Merges that the source told after its count, of people who both have a case on the journey and one of them here. */
export async function mergedSince({ db, authority }: Store, about: About, most: number, now: Instant): Promise<readonly EventLine[]> {
  const { source, locality, pathway, countedAt: at } = about
  const onJourney = (person: RawBuilder<unknown>) => sql`exists (
    select from event f where f.authority = ${authority} and f.first and f.entity like 'case|%' and f.person = ${person} and f.data->>'pathway' = ${pathway}
  )`
  const casesOf = (person: RawBuilder<unknown>) =>
    sql`(v.entity >= ('case|' || ${person} || '|') collate "C" and v.entity < ('case|' || ${person} || '}') collate "C")`
  const { rows } = await sql<EventLine>`
    select e.source, e.id, 'merged' as kind, e.happened_at as "happenedAt", ${locality}::text as locality, ${about.team}::text as team, e.recorded_at as "recordedAt"
    from event e
    where e.authority = ${authority} and e.kind = 'merged' and e.source = ${source} and e.recorded_at > ${at} and e.happened_at <= ${now}
      and ${notVoid(authority, now)} and ${onJourney(sql`e.person`)} and ${onJourney(sql`e.data->>'into'`)}
      and exists (
        select from visit v
        where ${visitsOf(authority, about)} and ${casesOf(sql`least(e.person, (e.data->>'into') collate "C")`)} and ${openAt(at)} and ${isHere(about)}
      )
    order by e.seq desc limit ${most}
  `.execute(db)
  return rows
}
