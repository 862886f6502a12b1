-- Whoever compares counts, or looks for what waiting cases have in common, asks for the visits of one stage in one place: without
-- this, all visits that there ever were are read for it. Nothing in it changes while a visit goes on or ends, so that a visit that
-- changes in place still touches no index. Every authority's partition has it, those to come as well.
create index visit_stage on visit (pathway, stage, locality);
