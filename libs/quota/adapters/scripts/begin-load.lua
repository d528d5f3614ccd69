--[[
  Empties the gate of a round and reserves it for the loader with this epoch. Until finish-load, everybody is refused.

  KEYS[1] meta   KEYS[2] free   KEYS[3] remaining   KEYS[4] grants   KEYS[5] loading
  ARGV[1] epoch

  Returns 1 DONE, 7 STALE (a newer epoch is loaded or loading: nothing done)
]]
local epoch = tonumber(ARGV[1])
local newest = math.max(tonumber(redis.call('HGET', KEYS[1], 'epoch') or 0), tonumber(redis.call('GET', KEYS[5]) or 0))
if newest > epoch then return 7 end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[4])
redis.call('SET', KEYS[5], ARGV[1])
return 1
