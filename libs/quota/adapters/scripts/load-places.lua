--[[
  Adds free places to a gate that is being loaded.

  KEYS[2] free   KEYS[3] remaining   KEYS[5] loading
  ARGV[1] epoch   ARGV[2..] pairs: lowest and highest place key of an unbroken run of places in one slot

  Returns 1 DONE, 7 STALE (this loader is not the one expected: nothing done)
]]
if redis.call('GET', KEYS[5]) ~= ARGV[1] then return 7 end
for i = 2, #ARGV, 2 do
  local low, high = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  local added = 0
  for place = low, high do
    local key = string.format('%.0f', place)
    added = added + redis.call('ZADD', KEYS[2], key, key)
  end
  redis.call('HINCRBY', KEYS[3], 'round', added)
  redis.call('HINCRBY', KEYS[3], math.floor(low / 10000), added)
end
return 1
