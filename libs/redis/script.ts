import type { Redis } from 'ioredis';

/** A Lua script, as made from one `.lua` file. */
export interface Script {
  name: string;
  sha1: string;
  lua: string;
}

/**
 * Runs a script by its digest and hands the text over only when the server does not know it (after a start or SCRIPT
 * FLUSH). NOSCRIPT is said before anything is done, so this is the one error after which the call may be made again.
 */
export async function runScript(
  redis: Redis,
  script: Script,
  keys: string[],
  args: (string | number)[],
): Promise<unknown> {
  try {
    return await redis.evalsha(script.sha1, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return redis.eval(script.lua, keys.length, ...keys, ...args);
  }
}
