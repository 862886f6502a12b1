-- Writes which people are one person, unless somebody else has done so since it was worked out.
-- KEYS  1 merged  2 merges  3 wake
-- ARGV  1 expected number of merges  2 number of people, then for each: person, name of the group or ''
--       number of wakes, then for each: entity, instant or ''
-- Returns the new number of merges, or -1
local call = redis.call
if (call('GET', KEYS[2]) or '0') ~= ARGV[1] then return -1 end
local at = 3
for _ = 1, tonumber(ARGV[2]) do
  if ARGV[at + 1] == '' then call('HDEL', KEYS[1], ARGV[at]) else call('HSET', KEYS[1], ARGV[at], ARGV[at + 1]) end
  at = at + 2
end
for index = 1, tonumber(ARGV[at]) do
  local entity, wake = ARGV[at + 2 * index - 1], ARGV[at + 2 * index]
  if wake == '' then call('ZREM', KEYS[3], entity) else call('ZADD', KEYS[3], wake, entity) end
end
return call('INCR', KEYS[2])
