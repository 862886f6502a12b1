-- append_events: commits a batch in the order given.
--   entries  [{source, id, kind, entity, subject?, happenedAt, recordedAt, sequence?, data, digest}], no source + id twice
--   returns  one answer an entry: [seq, first] where it was accepted, else the digest that its source + id has already
-- The authority's head stays locked until the commit, so that batches of several processes commit in the order of their seq.
-- The look-ups are scalar sub-selects with sequential scans off: the plan is kept for the session, and one that was made
-- while the ledger was empty must still be right when it holds millions.
create function append_events(for_authority text, at bigint, entries json) returns json
language plpgsql
set enable_seqscan = off
as $$
declare
  last bigint;
  answers json;
begin
  select head.seq into strict last from head where head.authority = for_authority for update;

  with entry as materialized (
    select e.*, (
      select known.digest from event known
      where known.authority = for_authority and known.source = e.source and known.id = e.id
    ) as known
    from rows from (json_to_recordset(entries) as (
      source text, id text, kind text, entity text, subject text, "happenedAt" bigint, "recordedAt" bigint,
      sequence text, data jsonb, digest text
    )) with ordinality as e (source, id, kind, entity, subject, happened_at, recorded_at, sequence, data, digest, n)
  ), fresh as materialized (
    select entry.*, last + row_number() over (order by n) as seq,
      row_number() over (partition by entity order by n) = 1 and (
        select true from event before
        where before.authority = for_authority and before.entity = entry.entity limit 1
      ) is null as first
    from entry where entry.known is null
  ), written as (
    insert into event (authority, seq, source, id, kind, entity, person, happened_at, recorded_at, received_at, sequence, data, withdraws, digest, first)
    select for_authority, seq, source, id, kind, entity, subject, happened_at, recorded_at, at, sequence, data,
      case kind when 'withdrawn' then data->>'id' end, digest, first
    from fresh
  ), advanced as (
    update head set seq = last + (select count(*) from fresh) where head.authority = for_authority
  )
  select json_agg(case when entry.known is null then json_build_array(fresh.seq, fresh.first) else to_json(entry.known) end order by entry.n)
  into answers
  from entry left join fresh on fresh.n = entry.n;

  return answers;
end $$;
