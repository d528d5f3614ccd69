--[[
  Teaches the gate a booking that the ledger has: the ledger is right, the gate follows.

  KEYS[1] meta   KEYS[2] free   KEYS[3] remaining   KEYS[4] grants
  ARGV[1] person   ARGV[2] place key   ARGV[3] granted at (ms)
  ARGV[4] the person whose grant of this very place is known to be wrong, or ''

  Returns 1 ADOPTED, 2 KNOWN (the gate has it already: nothing done), 3 CONFLICT (somebody else holds the place in the gate:
  nothing done), 8 UNARMED (nothing done)
]]
if redis.call('EXISTS', KEYS[1]) == 0 then return 8 end
local grant = ARGV[2] .. ':' .. ARGV[3]
local before = redis.call('HGET', KEYS[4], ARGV[1])
if before == grant then return 2 end

local function placeOf(text) return text and string.match(text, '^(%d+):') end
local function count(place, by)
  redis.call('HINCRBY', KEYS[3], 'round', by)
  redis.call('HINCRBY', KEYS[3], math.floor(tonumber(place) / 10000), by)
end

if placeOf(before) ~= ARGV[2] then
  if redis.call('ZREM', KEYS[2], ARGV[2]) == 1 then
    count(ARGV[2], -1)
  elseif ARGV[4] ~= '' and placeOf(redis.call('HGET', KEYS[4], ARGV[4])) == ARGV[2] then
    redis.call('HDEL', KEYS[4], ARGV[4])
  else
    return 3
  end
  if before then
    redis.call('ZADD', KEYS[2], placeOf(before), placeOf(before))
    count(placeOf(before), 1)
  end
end
redis.call('HSET', KEYS[4], ARGV[1], grant)
return 1
