--[[
  What the gate holds of a round, counted now.

  KEYS[1] meta   KEYS[2] free   KEYS[3] remaining   KEYS[4] grants

  Returns { now (ms), epoch, run id, state, opens at (ms), closes at (ms) or 0, places, free, granted, counter of the round,
  sum of the counters of its slots }; without a gate only { now (ms) }
]]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local meta = redis.call('HMGET', KEYS[1], 'epoch', 'run', 'state', 'opensAt', 'closesAt', 'places')
if not meta[1] then return { now } end
local counters = redis.call('HGETALL', KEYS[3])
local round, slots = 0, 0
for i = 1, #counters, 2 do
  if counters[i] == 'round' then round = tonumber(counters[i + 1]) else slots = slots + tonumber(counters[i + 1]) end
end
return {
  now, tonumber(meta[1]), meta[2], meta[3], tonumber(meta[4]), tonumber(meta[5]), tonumber(meta[6]),
  redis.call('ZCARD', KEYS[2]), redis.call('HLEN', KEYS[4]), round, slots,
}
