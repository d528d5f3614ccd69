import { createHash } from 'node:crypto';
import type { Redis } from '#redis';
import { onRedis, together } from './on-redis.js';
import { redisKeys } from './redis-keys.js';

/**
 * - `first`: this code is the first to come with the state; trade it, then call `settle` or `abandon`
 * - `again`: the same browser's same callback once more, after the first went well
 * - `refused`: unknown or timed-out state, another browser, another code, or the first failed
 */
export type Redemption =
  | { kind: 'first'; returnTo: string }
  | { kind: 'again'; returnTo: string; accountId: string }
  | { kind: 'refused' };

const ATTEMPT_MS = 10 * 60_000;
const REDEEMED_MS = 30_000;
const POLL_MS = 50;
const UNAVAILABLE = 'identity/wechat-unavailable';

/**
 * Sign-in attempts between leaving for WeChat and coming back. A state is good for one code from one browser. Web views
 * send the callback twice at times: the twin waits for the first and shares its account, as nobody else can.
 * Every method throws Refusal `identity/wechat-unavailable` without Redis.
 */
export class SignInAttempts {
  /** @param patienceMs how long a twin waits for the first; more than trading a code may take */
  constructor(
    private readonly redis: Redis,
    private readonly patienceMs = 2_500,
  ) {}

  async begin(state: string, browser: string, returnTo: string): Promise<void> {
    const key = redisKeys.signIn(state);
    const fields = { browser: sha256(browser), returnTo };
    await onRedis(UNAVAILABLE, () => together(this.redis.multi().hset(key, fields).pexpire(key, ATTEMPT_MS)));
  }

  async redeem(state: string, browser: string, code: string): Promise<Redemption> {
    return onRedis(UNAVAILABLE, async () => {
      const key = redisKeys.signIn(state);
      const { browser: bound, returnTo } = await this.redis.hgetall(key);
      // A stranger who learnt the state gets nothing, and does not use it up for the browser it belongs to.
      if (returnTo === undefined || bound !== sha256(browser)) return { kind: 'refused' };
      // LT: a second callback must not make the state live longer.
      const claim = this.redis.multi().hsetnx(key, 'code', sha256(code)).pexpire(key, REDEEMED_MS, 'LT');
      const [claimed] = await together(claim);
      if (claimed === 1) return { kind: 'first', returnTo };
      const accountId = await this.accountOfTwin(key, sha256(code));
      return accountId === undefined ? { kind: 'refused' } : { kind: 'again', returnTo, accountId };
    });
  }

  async settle(state: string, accountId: string): Promise<void> {
    const key = redisKeys.signIn(state);
    const commands = this.redis.multi().hset(key, 'account', accountId).pexpire(key, REDEEMED_MS, 'LT');
    await onRedis(UNAVAILABLE, () => together(commands));
  }

  async abandon(state: string): Promise<void> {
    await onRedis(UNAVAILABLE, () => this.redis.del(redisKeys.signIn(state)));
  }

  private async accountOfTwin(key: string, codeHash: string): Promise<string | undefined> {
    const until = performance.now() + this.patienceMs;
    do {
      const [code, accountId] = await this.redis.hmget(key, 'code', 'account');
      if (code !== codeHash) return undefined;
      if (accountId) return accountId;
      await new Promise((wake) => setTimeout(wake, POLL_MS));
    } while (performance.now() < until);
    return undefined;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
