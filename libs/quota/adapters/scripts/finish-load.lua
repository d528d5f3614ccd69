--[[
  Puts a loaded gate into service, if every place is either free or granted.

  KEYS[1] meta   KEYS[2] free   KEYS[3] remaining   KEYS[4] grants   KEYS[5] loading
  ARGV[1] epoch   ARGV[2] run id of the server   ARGV[3] state: open, paused or closed
  ARGV[4] opens at (ms)   ARGV[5] closes at (ms), 0 for never   ARGV[6] places of the round

  Returns 1 DONE, 2 MISMATCH (free + granted is not the number of places: the gate stays shut), 7 STALE (nothing done)
]]
if redis.call('GET', KEYS[5]) ~= ARGV[1] then return 7 end
local free, granted = redis.call('ZCARD', KEYS[2]), redis.call('HLEN', KEYS[4])
local counted = tonumber(redis.call('HGET', KEYS[3], 'round') or 0)
if free + granted ~= tonumber(ARGV[6]) or counted ~= free then return 2 end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'run', ARGV[2], 'state', ARGV[3],
  'opensAt', ARGV[4], 'closesAt', ARGV[5], 'places', ARGV[6])
redis.call('DEL', KEYS[5])
return 1
