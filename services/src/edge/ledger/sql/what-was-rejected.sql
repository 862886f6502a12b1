-- What a rejected event spoke of, in words of the contract and the pack alone: whoever compares counts looks these up.
alter table rejected
  add column kind text collate "C",
  add column pathway text collate "C",
  add column stage text collate "C",
  add column locality text collate "C";

create index rejected_of on rejected (authority, source, pathway, n);
