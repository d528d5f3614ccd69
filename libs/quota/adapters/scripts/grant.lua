--[[
  Decides, for a batch of people at once, who gets which place of one round.

  A person who has a place is told the same place, whatever the round's state: who holds one must never read "sold out" or
  "closed". Otherwise the first of her ranges with a free place gives its lowest number. Safe to run twice: the second
  run finds the grants of the first.

  KEYS[1] meta   KEYS[2] free   KEYS[3] remaining   KEYS[4] grants
  ARGV[1] epoch the caller believes in
  ARGV[2] run id of the server the caller is connected to
  ARGV[3..] pairs: person, ranges "low-high,low-high" of place keys in the order of her choices

  Returns { verdict, now (ms), epoch of the gate, then per person: code, a, b }
    verdict 0  decided; per person
               1 GRANTED   a = place key, b = granted at (ms)
               2 HELD      a = place key, b = granted at (ms)
               3 SOLD_OUT  none of her ranges has a free place; a = free places in the round
               4 NOT_OPEN  a = ms until the opening
               5 PAUSED
               6 CLOSED
    verdict 7  STALE    the gate's epoch or the server's life is another: nothing was decided
    verdict 8  UNARMED  the gate holds nothing for this round: nothing was decided
]]
local meta = redis.call('HMGET', KEYS[1], 'epoch', 'run', 'state', 'opensAt', 'closesAt')
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if not meta[1] then return { 8, now, 0 } end
local epoch = tonumber(meta[1])
if meta[1] ~= ARGV[1] or meta[2] ~= ARGV[2] then return { 7, now, epoch } end

local opensAt, closesAt = tonumber(meta[4]), tonumber(meta[5])
local left = tonumber(redis.call('HGET', KEYS[3], 'round'))
local closed = 0
if meta[3] == 'closed' or (closesAt > 0 and now >= closesAt) then closed = 6
elseif meta[3] == 'paused' then closed = 5
elseif now < opensAt then closed = 4
end

local people = {}
for i = 3, #ARGV, 2 do people[#people + 1] = ARGV[i] end
local held = redis.call('HMGET', KEYS[4], unpack(people))

local before = left
local reply = { 0, now, epoch }
local granted, taken = {}, {}
for i, person in ipairs(people) do
  local code, a, b = closed, 0, 0
  local grant = held[i] or granted[person]
  if grant then
    local place, at = string.match(grant, '^(%d+):(%d+)$')
    code, a, b = 2, tonumber(place), tonumber(at)
  elseif closed == 4 then
    a = opensAt - now
  elseif closed == 0 then
    code = 3
    if left > 0 then
      for low, high in string.gmatch(ARGV[2 * i + 2], '(%d+)-(%d+)') do
        local place = redis.call('ZRANGEBYSCORE', KEYS[2], low, high, 'LIMIT', 0, 1)[1]
        if place then
          redis.call('ZREM', KEYS[2], place)
          granted[person] = place .. ':' .. string.format('%.0f', now)
          redis.call('HSET', KEYS[4], person, granted[person])
          local slot = math.floor(tonumber(place) / 10000)
          taken[slot] = (taken[slot] or 0) + 1
          left = left - 1
          code, a, b = 1, tonumber(place), now
          break
        end
      end
    end
  end
  if code == 3 then a = left end
  reply[#reply + 1] = code
  reply[#reply + 1] = a
  reply[#reply + 1] = b
end

if left < before then
  redis.call('HINCRBY', KEYS[3], 'round', left - before)
  for slot, count in pairs(taken) do redis.call('HINCRBY', KEYS[3], slot, -count) end
end
return reply
