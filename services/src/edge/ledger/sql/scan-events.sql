-- scan_events: one page of the ledger up to a head, ordered by entity and seq, after the entity and seq given; without
-- withdrawals, but with what those up to the head void. The index on entity and seq yields the order: without statistics
-- PostgreSQL would rather sort the whole ledger for every page, so sorting and sequential scans are off.
create function scan_events(for_authority text, up_to bigint, after_entity text, after_seq bigint, page_size bigint)
returns table (seq bigint, source text, id text, kind text, entity text, person text, happened_at bigint, recorded_at bigint,
  received_at bigint, sequence text, data jsonb, first boolean, void_at bigint)
language plpgsql stable
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
set jit = off
as $$
#variable_conflict use_column
begin
  return query
  select e.seq, e.source, e.id, e.kind, e.entity, e.person, e.happened_at, e.recorded_at, e.received_at, e.sequence,
    e.data, e.first, (
      select min(w.happened_at) from event w
      where w.authority = for_authority and w.kind = 'withdrawn' and w.source = e.source and w.withdraws = e.id and w.seq <= up_to
    )
  from event e
  where e.authority = for_authority and (e.entity, e.seq) > (after_entity collate "C", after_seq)
    and e.seq <= up_to and e.kind <> 'withdrawn'
  order by e.entity, e.seq
  limit page_size;
end $$;
