import { connectRedis } from '#redis';
import type { GateContents } from './gate-agreement.js';

/** Places are numbered slot × 10,000 + number. */
const PLACES_PER_SLOT = 10_000;

/** Reads from Redis itself what the gate holds for a round, past every process of the system. */
export async function readGate(redisUrl: string, roundId: number): Promise<GateContents> {
  const redis = connectRedis({ url: redisUrl, timeoutMs: 10_000 });
  try {
    await redis.connect();
    const key = (name: string): string => `{r${String(roundId)}}:${name}`;
    const counters = await redis.hgetall(key('remaining'));
    const grants = await redis.hgetall(key('grants'));
    const { round, ...slots } = counters;
    return {
      free: await redis.zcard(key('free')),
      remaining: Number(round ?? Number.NaN),
      remainingOfSlot: new Map(Object.entries(slots).map(([slotId, left]) => [Number(slotId), Number(left)])),
      grants: new Map(Object.entries(grants).map(([personId, grant]) => [personId, placeIn(grant)])),
    };
  } finally {
    redis.disconnect();
  }
}

/** `place key:granted at` */
function placeIn(grant: string): string {
  const key = Number(grant.slice(0, grant.indexOf(':')));
  return `${String(Math.floor(key / PLACES_PER_SLOT))}/${String(key % PLACES_PER_SLOT)}`;
}
