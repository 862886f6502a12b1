-- open_authority: makes an authority's head and partitions, once, whoever asks first.
-- A partition holds one authority, so its indexes leave the authority out: they are smaller, and no look-up can be planned
-- on the wrong one (in a ledger without statistics, every index that begins with the authority looks equally good).
create function open_authority(for_authority text) returns void
language plpgsql as $$
declare
  part text := left(regexp_replace(lower(for_authority), '[^a-z0-9]+', '_', 'g'), 30) || '_' || left(md5(for_authority), 8);
  events text := 'event_' || part;
  visits text := 'visit_' || part;
begin
  if exists (select from head where authority = for_authority) then return; end if;
  perform pg_advisory_xact_lock(hashtext('weir.open_authority'));
  if exists (select from head where authority = for_authority) then return; end if;

  execute format('create table %I partition of event for values in (%L)', events, for_authority);
  execute format('alter table %I add primary key (seq)', events);
  execute format('create unique index %I on %I (source, id)', events || '_identity', events);
  execute format('create index %I on %I (entity, seq)', events || '_entity', events);
  execute format('create index %I on %I (source, withdraws) where kind = ''withdrawn''', events || '_withdraws', events);
  execute format('create index %I on %I (person) where kind = ''merged''', events || '_merged', events);
  execute format('create index %I on %I ((data->>''into'')) where kind = ''merged''', events || '_into', events);
  execute format('create index %I on %I (person) where first and entity like ''case|%%''', events || '_case', events);

  -- Room in every page, so that a visit that changes in place touches no index.
  execute format('create table %I partition of visit for values in (%L) with (fillfactor = 80)', visits, for_authority);

  insert into head (authority, seq) values (for_authority, 0);
end $$;
