-- Enrolled wall displays: what each has to show, and a digest of the token that it holds (null until it has collected one).
create table screen (
  authority text collate "C" not null,
  id text collate "C" not null,
  name text not null,
  view text collate "C" not null,
  language text collate "C" not null,
  theme text collate "C" not null,
  digest text collate "C",
  enrolled_at bigint not null,
  revoked_at bigint,
  primary key (authority, id)
);
