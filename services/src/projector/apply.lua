-- Applies the changes of a batch to one generation, each case as one atomic step guarded by its stamp, or moves the mark.
-- It only adds, sets and removes: everything was decided before. A case whose stamp is not the expected one is left out.
--
-- KEYS  1 current  2 changed (channel)  3 mark  4 ahead  5 wake  6 closed  7 heard  8 through  9 merges  10 stuck  11 touched
-- ARGV  1 generation, or '' to write beside the one that is shown
--       2 prefix of the generation's metrics   3 prefix of its facts
--       4 expected number of merges            5 from, 6 to: the batch's seqs, or '' and '' to leave the mark alone
--       7 changed localities, as one text      8 number of day buckets that change, then their names
--       number of sources, then for each: source, heard, through or ''
--       number of cases, then for each: entity, stamp expected, record or '' to remove it, wake or '', closed or '',
--       number of changes, then for each: 'c' hash field by | 's' set score | 'r' set | 'v' hash field text | 'x' hash field
-- Returns {'applied', indexes of the cases left out…} | {'other generation'} | {'merged'}

local call = redis.call
local generation, prefix, facts = ARGV[1], ARGV[2], ARGV[3]
if generation ~= '' and call('GET', KEYS[1]) ~= generation then return { 'other generation' } end
if (call('GET', KEYS[9]) or '0') ~= ARGV[4] then return { 'merged' } end

local at = 8
local function take()
  local value = ARGV[at]
  at = at + 1
  return value
end

for _ = 1, tonumber(take()) do call('SADD', KEYS[11], take()) end

for _ = 1, tonumber(take()) do
  local source, heard, through = take(), take(), take()
  if heard ~= '' then call('ZADD', KEYS[7], 'GT', heard, source) end
  if through ~= '' then call('ZADD', KEYS[8], 'GT', through, source) end
end

local function change(entity)
  local kind = ARGV[at]
  if kind == 'c' then
    local hash = prefix .. ARGV[at + 1]
    if call('HINCRBY', hash, ARGV[at + 2], ARGV[at + 3]) == 0 then call('HDEL', hash, ARGV[at + 2]) end
    at = at + 4
  elseif kind == 's' then
    call('ZADD', prefix .. ARGV[at + 1], ARGV[at + 2], entity)
    at = at + 3
  elseif kind == 'r' then
    call('ZREM', prefix .. ARGV[at + 1], entity)
    at = at + 2
  elseif kind == 'v' then
    call('HSET', prefix .. ARGV[at + 1], ARGV[at + 2], ARGV[at + 3])
    at = at + 4
  else
    call('HDEL', prefix .. ARGV[at + 1], ARGV[at + 2])
    at = at + 3
  end
end

local WIDTH = { c = 4, s = 3, r = 2, v = 4, x = 3 }
local function skip(changes)
  for _ = 1, changes do at = at + WIDTH[ARGV[at]] end
end

local answer = { 'applied' }
local anyStuck = call('EXISTS', KEYS[10]) == 1
for index = 0, tonumber(take()) - 1 do
  local entity, stamp, record, wake, closed = take(), take(), take(), take(), take()
  local changes = tonumber(take())
  local key = facts .. entity
  local found = string.match(call('GETRANGE', key, 0, 15), '^%d+') or '0'
  if found ~= stamp then
    skip(changes)
    answer[#answer + 1] = index
  else
    if record == '' then call('DEL', key) else call('SET', key, record) end
    if wake == '' then call('ZREM', KEYS[5], entity) else call('ZADD', KEYS[5], wake, entity) end
    if closed == '' then call('ZREM', KEYS[6], entity) else call('ZADD', KEYS[6], closed, entity) end
    for _ = 1, changes do change(entity) end
    if anyStuck then call('HDEL', KEYS[10], entity) end
  end
end

if ARGV[6] ~= '' and #answer == 1 then
  local from, to = tonumber(ARGV[5]), tonumber(ARGV[6])
  local mark = tonumber(call('GET', KEYS[3]) or '0')
  if from > mark + 1 then
    call('ZADD', KEYS[4], from, from .. '-' .. to)
  elseif to > mark then
    mark = to
    local next = call('ZRANGEBYSCORE', KEYS[4], '-inf', mark + 1, 'LIMIT', 0, 1)[1]
    while next do
      mark = math.max(mark, tonumber(string.match(next, '%-(%d+)$')))
      call('ZREM', KEYS[4], next)
      next = call('ZRANGEBYSCORE', KEYS[4], '-inf', mark + 1, 'LIMIT', 0, 1)[1]
    end
    call('SET', KEYS[3], string.format('%d', mark))
  end
end

if ARGV[7] ~= '' then call('PUBLISH', KEYS[2], ARGV[7]) end
return answer
