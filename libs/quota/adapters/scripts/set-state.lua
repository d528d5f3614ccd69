--[[
  Pauses, resumes or closes the gate of a round, from this moment on.

  KEYS[1] meta
  ARGV[1] epoch   ARGV[2] state: open, paused or closed

  Returns 1 DONE, 7 STALE (the gate's epoch is another: nothing done), 8 UNARMED (nothing done)
]]
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then return 8 end
if epoch ~= ARGV[1] then return 7 end
redis.call('HSET', KEYS[1], 'state', ARGV[2])
return 1
