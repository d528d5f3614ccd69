--[[
  Moves the instants of opening and closing, unless the round has opened by the gate's own clock.

  KEYS[1] meta
  ARGV[1] epoch   ARGV[2] opens at (ms)   ARGV[3] closes at (ms), 0 for never

  Returns 1 DONE, 2 OPENED_ALREADY (nothing done), 7 STALE (nothing done), 8 UNARMED (nothing done)
]]
local meta = redis.call('HMGET', KEYS[1], 'epoch', 'opensAt')
if not meta[1] then return 8 end
if meta[1] ~= ARGV[1] then return 7 end
local time = redis.call('TIME')
if time[1] * 1000 + math.floor(time[2] / 1000) >= tonumber(meta[2]) then return 2 end
redis.call('HSET', KEYS[1], 'opensAt', ARGV[2], 'closesAt', ARGV[3])
return 1
