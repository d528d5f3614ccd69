import { createHash } from 'node:crypto';
import { redisKeys } from './redis-keys.js';
import type { SignInRedis } from './sign-in-redis.js';

/**
 * - `first`: this code is the first to come with the state; trade it, then call `settle` or `abandon`
 * - `again`: the same browser's same callback once more, after the first went well
 * - `refused`: unknown or timed-out state, another browser, another code, or the first failed
 */
export type Redemption =
  { kind: 'first'; returnTo: string } | { kind: 'again'; returnTo: string; accountId: string } | { kind: 'refused' };

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
    private readonly redis: SignInRedis,
    private readonly patienceMs = 2_500,
  ) {}

  async begin(state: string, browser: string, returnTo: string): Promise<void> {
    const key = redisKeys.signIn(state);
    const keep = ['hset', key, 'browser', sha256(browser), 'returnTo', returnTo] as const;
    await this.redis.run(UNAVAILABLE, [...keep], ['pexpire', key, ATTEMPT_MS]);
  }

  async redeem(state: string, browser: string, code: string): Promise<Redemption> {
    const key = redisKeys.signIn(state);
    const [bound, returnTo] = await this.fields(key, 'browser', 'returnTo');
    // A stranger who learnt the state gets nothing, and does not use it up for the browser it belongs to.
    if (typeof returnTo !== 'string' || bound !== sha256(browser)) return { kind: 'refused' };
    const codeHash = sha256(code);
    const [claimed] = await this.redis.run(UNAVAILABLE, ['hsetnx', key, 'code', codeHash], shorten(key));
    if (claimed === 1) return { kind: 'first', returnTo };
    const accountId = await this.accountOfTwin(key, codeHash);
    return accountId === undefined ? { kind: 'refused' } : { kind: 'again', returnTo, accountId };
  }

  async settle(state: string, accountId: string): Promise<void> {
    const key = redisKeys.signIn(state);
    await this.redis.run(UNAVAILABLE, ['hset', key, 'account', accountId], shorten(key));
  }

  async abandon(state: string): Promise<void> {
    await this.redis.run(UNAVAILABLE, ['del', redisKeys.signIn(state)]);
  }

  private async accountOfTwin(key: string, codeHash: string): Promise<string | undefined> {
    const until = performance.now() + this.patienceMs;
    do {
      const [code, accountId] = await this.fields(key, 'code', 'account');
      if (code !== codeHash) return undefined;
      if (typeof accountId === 'string') return accountId;
      await new Promise((wake) => setTimeout(wake, POLL_MS));
    } while (performance.now() < until);
    return undefined;
  }

  private async fields(key: string, ...names: string[]): Promise<unknown[]> {
    const [values] = await this.redis.run(UNAVAILABLE, ['hmget', key, ...names]);
    return values as unknown[];
  }
}

/** LT: a second callback must not make the state live longer. */
function shorten(key: string): ['pexpire', string, number, 'LT'] {
  return ['pexpire', key, REDEEMED_MS, 'LT'];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
