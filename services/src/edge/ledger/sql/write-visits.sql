-- write_visits: rewrites the visit rows of these cases, unless a newer version of a case is there already.
--   cases    [{entity, person, version, visits: [{pathway, stage, locality, …}]}], no entity twice
-- Writers take turns, so that two versions of a case never interleave and none waits in a circle. As in append_events the
-- plan is kept from when the table was empty, so there are look-ups by key and no joins.
create function write_visits(for_authority text, cases json) returns void
language plpgsql
set enable_seqscan = off
as $$
declare
  shrunk text[];
  counts int[];
begin
  perform pg_advisory_xact_lock(hashtext('weir.write_visits'), hashtext(for_authority));

  with offered as materialized (
    select c.entity, c.person, c.version, c.visits, json_array_length(c.visits) as count,
      (select max(v.version) from visit v where v.authority = for_authority and v.entity = c.entity) as visited,
      (select max(v.ordinal) + 1 from visit v where v.authority = for_authority and v.entity = c.entity) as rows_there,
      (select u.version from unvisited u where u.authority = for_authority and u.entity = c.entity) as unvisited
    from json_to_recordset(cases) as c (entity text, person text, version bigint, visits json)
  ), wanted as materialized (
    select * from offered where version >= coalesce(visited, 0) and version >= coalesce(unvisited, 0)
  ), emptied as (
    insert into unvisited (authority, entity, version)
    select for_authority, entity, version from wanted where count = 0
    on conflict (authority, entity) do update set version = excluded.version
  ), written as (
    insert into visit (
      authority, entity, ordinal, version, person,
      pathway, stage, locality, entered_at, arrived_at, departed_at, arrival_recorded_at, departure_recorded_at, due_at, frozen_at, paused,
      pause_reason, ended, outcome, priority, need, language, household, home_ward, service_ward, team, provider, reason,
      quantity, unit, dimensions
    )
    select for_authority, w.entity, r.n - 1, w.version, w.person,
      r.pathway, r.stage, r.locality, r.entered_at, r.arrived_at, r.departed_at, r.arrival_recorded_at,
      r.departure_recorded_at, r.due_at, r.frozen_at, r.paused, r.pause_reason, r.ended, r.outcome, r.priority, r.need, r.language, r.household, r.home_ward, r.service_ward, r.team,
      r.provider, r.reason, r.quantity, r.unit, r.dimensions
    from wanted w cross join lateral rows from (json_to_recordset(w.visits) as (
      pathway text, stage text, locality text, "enteredAt" bigint, "arrivedAt" bigint, "departedAt" bigint,
      "arrivalRecordedAt" bigint, "departureRecordedAt" bigint, "dueAt" bigint,
      "frozenAt" bigint, paused boolean, "pauseReason" text, ended text, outcome text, priority text, need text,
      language text, household text, "homeWard" text, "serviceWard" text, team text, provider text, reason text,
      quantity double precision, unit text, dimensions jsonb
    )) with ordinality as r (
      pathway, stage, locality, entered_at, arrived_at, departed_at, arrival_recorded_at, departure_recorded_at, due_at,
      frozen_at, paused, pause_reason, ended, outcome, priority, need, language, household, home_ward, service_ward, team,
      provider, reason, quantity, unit, dimensions, n
    )
    on conflict (authority, entity, ordinal) do update set
      version = excluded.version, person = excluded.person,
      pathway = excluded.pathway, stage = excluded.stage, locality = excluded.locality, entered_at = excluded.entered_at,
      arrived_at = excluded.arrived_at, departed_at = excluded.departed_at, arrival_recorded_at = excluded.arrival_recorded_at,
      departure_recorded_at = excluded.departure_recorded_at, due_at = excluded.due_at,
      frozen_at = excluded.frozen_at, paused = excluded.paused, pause_reason = excluded.pause_reason,
      ended = excluded.ended, outcome = excluded.outcome, priority = excluded.priority, need = excluded.need,
      language = excluded.language, household = excluded.household, home_ward = excluded.home_ward,
      service_ward = excluded.service_ward, team = excluded.team, provider = excluded.provider, reason = excluded.reason,
      quantity = excluded.quantity, unit = excluded.unit, dimensions = excluded.dimensions
  )
  select array_agg(entity), array_agg(count) into shrunk, counts from wanted where rows_there > count;

  for i in 1 .. coalesce(array_length(shrunk, 1), 0) loop
    delete from visit v where v.authority = for_authority and v.entity = shrunk[i] and v.ordinal >= counts[i];
  end loop;
end $$;
