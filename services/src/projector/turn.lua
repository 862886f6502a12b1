-- Prolongs or ends a turn, where it is still the one of this generation.
-- KEYS  1 turn
-- ARGV  1 the generation's name  2 for how many milliseconds, 0 to end it
-- Returns 1, or 0 where the turn was lost
local call = redis.call
if call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return call('PEXPIRE', KEYS[1], ARGV[2])
