import { Refusal, type RefusalCode } from '#kernel';
import type { Redis } from '#redis';

/**
 * Runs commands on Redis; without it, says no with the given code at once, the reason kept as its cause. What Redis
 * keeps for this room is only how far something got, so whoever asked can simply begin again.
 */
export async function onRedis<T>(code: RefusalCode, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new Refusal(code, {}, { cause });
  }
}

/** The results of commands that ran as one. */
export async function together(commands: ReturnType<Redis['multi']>): Promise<unknown[]> {
  const results = (await commands.exec()) ?? [];
  return results.map(([error, value]) => {
    if (error) throw error;
    return value;
  });
}
