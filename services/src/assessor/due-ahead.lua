-- Of those who wait in each stage of one locality: how many are due on each of some days. Changes nothing.
--
-- ARGV  1 prefix of the generation's metrics  2 number of the locality  3 how many stages
--       4… the instants that part the days: the first day is from the first to the second, and so on
-- Returns, stage by stage, one count a day; {} where nobody is due.

local stages = {}
for stage = 0, tonumber(ARGV[3]) - 1 do
  local key = ARGV[1] .. 'due:' .. ARGV[2] .. ':' .. stage
  local days = {}
  if redis.call('EXISTS', key) == 1 then
    for index = 4, #ARGV - 1 do days[index - 3] = redis.call('ZCOUNT', key, ARGV[index], '(' .. ARGV[index + 1]) end
  end
  stages[stage + 1] = days
end
return stages
