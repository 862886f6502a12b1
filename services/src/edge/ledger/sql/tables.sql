-- The ledger's tables. Events and visits are partitioned by authority, the unit of scale; instants are epoch milliseconds.
-- Names and codes compare byte by byte (collation C): cheaper, and the same on every machine.

create table head (
  authority text collate "C" primary key,
  seq bigint not null
);

create table event (
  authority text collate "C" not null,
  seq bigint not null,
  source text collate "C" not null,
  id text collate "C" not null,
  kind text collate "C" not null,
  entity text collate "C" not null,
  person text collate "C",
  happened_at bigint not null,
  recorded_at bigint not null,
  received_at bigint not null,
  sequence text collate "C",
  data jsonb not null,
  withdraws text collate "C",
  digest text collate "C" not null,
  first boolean not null
) partition by list (authority);

create table visit (
  authority text collate "C" not null,
  entity text collate "C" not null,
  ordinal int not null,
  version bigint not null,
  person text collate "C" not null,
  pathway text collate "C" not null,
  stage text collate "C" not null,
  locality text collate "C" not null,
  entered_at bigint not null,
  arrived_at bigint not null,
  departed_at bigint,
  arrival_recorded_at bigint not null,
  departure_recorded_at bigint,
  due_at bigint,
  frozen_at bigint,
  paused boolean not null,
  pause_reason text collate "C",
  ended text collate "C",
  outcome text collate "C",
  priority text collate "C",
  need text collate "C",
  language text collate "C",
  household text collate "C",
  home_ward text collate "C",
  service_ward text collate "C",
  team text collate "C",
  provider text collate "C",
  reason text collate "C",
  quantity double precision,
  unit text collate "C",
  dimensions jsonb,
  primary key (authority, entity, ordinal)
) partition by list (authority);

-- Cases whose events make no visit at all, with the version that said so: an older version must not bring their visits back.
create table unvisited (
  authority text collate "C" not null,
  entity text collate "C" not null,
  version bigint not null,
  primary key (authority, entity)
);

-- What was judged: each signal, level and warning that began or ended, at the instant of the evaluation that said so.
create table transition (
  authority text collate "C" not null,
  n bigint generated always as identity,
  at bigint not null,
  locality text collate "C",
  service text collate "C" not null,
  pathway text collate "C",
  stage text collate "C",
  signal text collate "C" not null,
  state text collate "C" not null,
  evidence jsonb not null,
  primary key (authority, n)
);

-- What the last evaluation remembers: the fold of all those before it. It is kept together with what it found.
create table assessment (
  authority text collate "C" primary key,
  at bigint not null,
  memory jsonb not null,
  -- what changes once a day, and is larger
  daily jsonb
);

create table rejected (
  authority text collate "C" not null,
  n bigint generated always as identity,
  at bigint not null,
  source text,
  id text,
  field text not null,
  reason text not null,
  primary key (authority, n)
);

create table source_key (
  authority text collate "C" not null,
  source text collate "C" not null,
  digest text collate "C" not null,
  added_at bigint not null,
  revoked_at bigint,
  primary key (authority, source, digest)
);
