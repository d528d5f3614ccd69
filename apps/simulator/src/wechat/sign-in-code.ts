import { randomBytes } from 'node:crypto';

import type { Clock } from '#kernel';

import { RecentMemory } from '../recent-memory.js';

export type Scope = 'snsapi_base' | 'snsapi_userinfo';

export interface SignedIn {
  openid: string;
  scope: Scope;
}

interface Issued extends SignedIn {
  issuedAtMs: number;
  used: boolean;
}

export type Redeemed = { outcome: 'signed-in'; by: SignedIn } | { outcome: 'unknown' | 'used' | 'expired' };

const lifeMs = 5 * 60_000;
const mostCodes = 1_000_000;

/** The codes of 网页授权: each works once, for five minutes, and its fate is still known for some minutes after. */
export class SignInCodes {
  private readonly issued: RecentMemory<Issued>;

  constructor(private readonly clock: Clock) {
    this.issued = new RecentMemory(clock, 2 * lifeMs, mostCodes);
  }

  /** A fresh code, or undefined when a million are alive. */
  issue(by: SignedIn): string | undefined {
    const code = randomBytes(24).toString('base64url');
    return this.issued.put(code, { ...by, issuedAtMs: this.clock.nowMs(), used: false }) ? code : undefined;
  }

  redeem(code: string): Redeemed {
    const issued = this.issued.get(code);
    if (issued === undefined) return { outcome: 'unknown' };
    if (issued.used) return { outcome: 'used' };
    if (this.clock.nowMs() - issued.issuedAtMs >= lifeMs) return { outcome: 'expired' };
    issued.used = true;
    return { outcome: 'signed-in', by: { openid: issued.openid, scope: issued.scope } };
  }
}
