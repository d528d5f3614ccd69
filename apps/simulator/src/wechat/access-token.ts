import { randomBytes, randomUUID } from 'node:crypto';

import type { CallCap } from './call-cap.js';
import type { Scope, SignInCodes } from './sign-in-code.js';

export interface Granted {
  access_token: string;
  expires_in: number;
  refresh_token: string;
  openid: string;
  scope: Scope;
}

export interface Denied {
  errcode: number;
  errmsg: string;
}

export interface OfficialAccount {
  appid: string;
  secret: string;
}

/**
 * `sns/oauth2/access_token`: a code for an openid. The numbers and words are those of 微信开放文档 › 全局返回码. 40226 is
 * not among the answers: it belongs to the mini-programs' interface.
 */
export class AccessTokenExchange {
  constructor(
    private readonly account: OfficialAccount,
    private readonly codes: SignInCodes,
    private readonly cap: CallCap,
  ) {}

  exchange(query: Readonly<Record<string, unknown>>): Granted | Denied {
    if (!this.cap.admits()) return tooOften();
    const { appid, secret, code, grant_type: grantType } = query;
    if (!isGiven(appid)) return denied(41002, 'appid missing');
    if (appid !== this.account.appid) return denied(40013, 'invalid appid');
    if (!isGiven(secret)) return denied(41004, 'appsecret missing');
    if (secret !== this.account.secret) return denied(40125, 'invalid appsecret');
    if (grantType !== 'authorization_code') return denied(40002, 'invalid grant_type');
    if (!isGiven(code)) return denied(41008, 'missing code');
    return this.redeem(code);
  }

  private redeem(code: string): Granted | Denied {
    const redeemed = this.codes.redeem(code);
    switch (redeemed.outcome) {
      case 'unknown':
        return denied(40029, 'invalid code');
      case 'used':
        return denied(40163, 'code been used');
      case 'expired':
        return denied(42003, 'code expired');
      case 'signed-in':
        return {
          access_token: randomBytes(48).toString('base64url'),
          expires_in: 7_200,
          refresh_token: randomBytes(48).toString('base64url'),
          ...redeemed.by,
        };
    }
  }
}

/** 45011, as beyond 50,000 calls a minute. */
export function tooOften(): Denied {
  return denied(45011, 'api minute-quota reach limit, must slower, retry next minute');
}

/** Real messages end in a request id, so that nobody can rely on their words. */
function denied(errcode: number, errmsg: string): Denied {
  return { errcode, errmsg: `${errmsg}, rid: ${randomUUID().slice(0, 26)}` };
}

function isGiven(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
