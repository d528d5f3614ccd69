--[[
  Enters the ledger's live bookings into a gate that is being loaded.

  KEYS[2] free   KEYS[3] remaining   KEYS[4] grants   KEYS[5] loading
  ARGV[1] epoch   ARGV[2..] triples: person, place key, granted at (ms)

  Returns 1 DONE, 7 STALE (this loader is not the one expected: nothing done)
]]
if redis.call('GET', KEYS[5]) ~= ARGV[1] then return 7 end
for i = 2, #ARGV, 3 do
  local taken = redis.call('ZREM', KEYS[2], ARGV[i + 1])
  redis.call('HINCRBY', KEYS[3], 'round', -taken)
  redis.call('HINCRBY', KEYS[3], math.floor(tonumber(ARGV[i + 1]) / 10000), -taken)
  redis.call('HSET', KEYS[4], ARGV[i], ARGV[i + 1] .. ':' .. ARGV[i + 2])
end
return 1
