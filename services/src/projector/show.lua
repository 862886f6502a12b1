-- Shows a generation and ends the turn in which it was folded. Whoever has lost its turn shows nothing.
-- KEYS  1 turn  2 current  3 changed (channel)
-- ARGV  1 the generation's name
-- Returns {'shown', the one that was shown before or ''} | {'lost'}
local call = redis.call
if call('GET', KEYS[1]) ~= ARGV[1] then return { 'lost' } end
local before = call('GETSET', KEYS[2], ARGV[1])
call('DEL', KEYS[1])
call('PUBLISH', KEYS[3], '*')
return { 'shown', before or '' }
