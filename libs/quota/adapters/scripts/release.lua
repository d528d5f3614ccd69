--[[
  Takes a grant back and frees its place, only if the grant is still exactly the one named.

  KEYS[1] meta   KEYS[2] free   KEYS[3] remaining   KEYS[4] grants
  ARGV[1] person   ARGV[2] place key   ARGV[3] granted at (ms)

  Returns 1 RELEASED, 2 NOT_HERS (no such grant, or another one: nothing done), 8 UNARMED (nothing done)
]]
if redis.call('EXISTS', KEYS[1]) == 0 then return 8 end
if redis.call('HGET', KEYS[4], ARGV[1]) ~= ARGV[2] .. ':' .. ARGV[3] then return 2 end
redis.call('HDEL', KEYS[4], ARGV[1])
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[2])
redis.call('HINCRBY', KEYS[3], 'round', 1)
redis.call('HINCRBY', KEYS[3], math.floor(tonumber(ARGV[2]) / 10000), 1)
return 1
