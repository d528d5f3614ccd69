import { Injectable } from '@nestjs/common';
import { redisKeys } from './redis-keys.js';
import { SignInRedis, type Command } from './sign-in-redis.js';

/** How many questions to the provider are on their way, this one included. */
export interface InFlight {
  forAccount: number;
  forId: number;
}

/** Longer than any exchange with the provider; a process that dies in between is forgotten after it. */
const HOLD_MS = 10_000;
const UNAVAILABLE = 'identity/provider-unavailable';

/**
 * Counts questions that have no answer yet. The ledger knows the refused ones only when they are over, so without this
 * a hundred requests at once would all be within a limit of ten.
 */
@Injectable()
export class VerificationsInFlight {
  constructor(private readonly redis: SignInRedis) {}

  /** @throws Refusal `identity/provider-unavailable` without Redis: nobody is asked uncounted */
  async enter(accountId: string, idHash: Buffer): Promise<InFlight> {
    const [forAccount, forId] = await this.redis.run(UNAVAILABLE, ...both('incr', accountId, idHash));
    return { forAccount: Number(forAccount), forId: Number(forId) };
  }

  async leave(accountId: string, idHash: Buffer): Promise<void> {
    await this.redis.run(UNAVAILABLE, ...both('decr', accountId, idHash));
  }
}

function both(change: 'incr' | 'decr', accountId: string, idHash: Buffer): Command[] {
  const [account, id] = [redisKeys.askingForAccount(accountId), redisKeys.askingForId(idHash)];
  return [
    [change, account],
    [change, id],
    ['pexpire', account, HOLD_MS],
    ['pexpire', id, HOLD_MS],
  ];
}
