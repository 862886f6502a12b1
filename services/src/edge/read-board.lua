-- Reads all that the board of one locality is made of, at one instant. Changes nothing.
--
-- KEYS  1 heard  2 through  3 judged
-- ARGV  1 prefix of the generation's metrics  2 number of the locality  3 how many stages  4 now  5 end of "due soon"
--       6 span of "due soon"  7 how many hours are shown, then their numbers; how many days, then theirs; how many stages
--       are asked how many wait since before an instant (none, or all), then those instants, '' where nobody can say;
--       id of the locality
-- Returns { stages, hours, days, priority, quantity, duties, capacity, says, oddities, heard, through, why, older, judged, declared }:
--       each
--       stage {waiting, oldest, p50, p85, p95, overdue, due soon, timed} or {} where none waits; each duty {code, open,
--       overdue, due soon, oldest, unauthorised, oldest of them}; everything else as Redis answers HGETALL, HVALS and
--       ZRANGE … WITHSCORES.

local call = redis.call
local prefix, locality, now, soon, span = ARGV[1], ARGV[2], ARGV[4], ARGV[5], ARGV[6]

local function score(found) return found[2] or '' end

local function ranked(key, waiting, percent)
  local rank = math.ceil(waiting * percent / 100) - 1
  return score(call('ZREVRANGE', key, rank, rank, 'WITHSCORES'))
end

local stages = {}
for stage = 0, tonumber(ARGV[3]) - 1 do
  local of = ':' .. locality .. ':' .. stage
  local key = prefix .. 'waiting' .. of
  local waiting = call('ZCARD', key)
  if waiting == 0 then
    stages[stage + 1] = {}
  else
    local due = prefix .. 'due' .. of
    stages[stage + 1] = {
      waiting, score(call('ZRANGE', key, 0, 0, 'WITHSCORES')),
      ranked(key, waiting, 50), ranked(key, waiting, 85), ranked(key, waiting, 95),
      call('ZCOUNT', due, '-inf', '(' .. now),
      call('ZCOUNT', due, now, '(' .. soon) + call('ZCOUNT', prefix .. 'frozen' .. of, 0, '(' .. span),
      call('ZCARD', due) + call('ZCARD', prefix .. 'frozen' .. of),
    }
  end
end

local at = 7
local function buckets(name)
  local read = {}
  for index = 1, tonumber(ARGV[at]) do read[index] = call('HGETALL', prefix .. name .. ':' .. locality .. ':' .. ARGV[at + index]) end
  at = at + tonumber(ARGV[at]) + 1
  return read
end
local hours = buckets('hour')
local days = buckets('day')

local older = {}
for index = 1, tonumber(ARGV[at]) do
  local before = ARGV[at + index]
  older[index] = before == '' and -1 or call('ZCOUNT', prefix .. 'waiting:' .. locality .. ':' .. (index - 1), '-inf', '(' .. before)
end

local duties, seen = {}, {}
local function dutiesIn(counts)
  for index = 1, #counts, 2 do
    local code = counts[index]
    if not seen[code] then
      seen[code] = true
      local key = prefix .. 'duty:' .. locality .. ':' .. code
      local undone = prefix .. 'unauthorised:' .. locality .. ':' .. code
      duties[#duties + 1] = {
        code, call('ZCARD', key), call('ZCOUNT', key, '-inf', '(' .. now), call('ZCOUNT', key, now, '(' .. soon),
        score(call('ZRANGE', key, 0, 0, 'WITHSCORES')), call('ZCARD', undone), score(call('ZRANGE', undone, 0, 0, 'WITHSCORES')),
      }
    end
  end
end
dutiesIn(call('HGETALL', prefix .. 'duties:' .. locality))
dutiesIn(call('HGETALL', prefix .. 'unauthorised:' .. locality))

return {
  stages, hours, days,
  call('HGETALL', prefix .. 'priority:' .. locality), call('HGETALL', prefix .. 'quantity:' .. locality), duties,
  call('HVALS', prefix .. 'capacity:' .. locality), call('HGETALL', prefix .. 'says:' .. locality),
  call('HGETALL', prefix .. 'oddities'),
  call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES'), call('ZRANGE', KEYS[2], 0, -1, 'WITHSCORES'),
  call('HGETALL', prefix .. 'why:' .. locality), older, call('HGET', KEYS[3], ARGV[at + tonumber(ARGV[at]) + 1]) or '',
  call('HVALS', prefix .. 'declared:' .. locality),
}
