import type { Redis } from '#redis';
import { onRedis, together } from './on-redis.js';
import { redisKeys } from './redis-keys.js';

/** How many questions to the provider are on their way, this one included. */
export interface InFlight {
  forAccount: number;
  forId: number;
}

/** Longer than any exchange with the provider; a process that dies in between is forgotten after it. */
const HOLD_MS = 10_000;

/**
 * Counts questions that have no answer yet. The ledger knows the refused ones only when they are over, so without this
 * a hundred requests at once would all be within a limit of ten.
 */
export class VerificationsInFlight {
  constructor(private readonly redis: Redis) {}

  /** @throws Refusal `identity/provider-unavailable` without Redis: nobody is asked uncounted */
  async enter(accountId: string, idHash: Buffer): Promise<InFlight> {
    const [account, id] = [redisKeys.askingForAccount(accountId), redisKeys.askingForId(idHash)];
    const commands = this.redis.multi().incr(account).incr(id).pexpire(account, HOLD_MS).pexpire(id, HOLD_MS);
    const [forAccount, forId] = await onRedis('identity/provider-unavailable', () => together(commands));
    return { forAccount: Number(forAccount), forId: Number(forId) };
  }

  async leave(accountId: string, idHash: Buffer): Promise<void> {
    const [account, id] = [redisKeys.askingForAccount(accountId), redisKeys.askingForId(idHash)];
    await this.redis.multi().decr(account).decr(id).pexpire(account, HOLD_MS).pexpire(id, HOLD_MS).exec();
  }
}
