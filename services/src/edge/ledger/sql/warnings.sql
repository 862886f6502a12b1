-- Every warning that was ever shown, and what became of it. One is known by what it is of and since when it was shown; what is
-- of a whole service has no pathway and no stage.
create table warning (
  authority text collate "C" not null,
  locality text collate "C" not null,
  service text collate "C" not null,
  pathway text collate "C" not null,
  stage text collate "C" not null,
  line text collate "C" not null,
  since bigint not null,
  now integer not null,
  threshold integer not null,
  chances jsonb not null,
  ended_at bigint,
  why text collate "C",
  came boolean,
  primary key (authority, locality, service, pathway, stage, line, since)
);
