import { Injectable } from '@nestjs/common';
import { Clock, Refusal } from '#kernel';
import { AccountRepository } from '../adapters/account.repository.js';
import { LoginRepository } from '../adapters/login.repository.js';
import { SignInAttempts } from '../adapters/sign-in-attempts.js';
import { hashToken, isToken, LOGIN_MS, newToken } from '../domain/login-token.js';
import { WechatAuthorisation } from '../domain/wechat-authorisation.js';

/** What the browser brought back, all of it as yet unbelieved. */
export interface SignInReturn {
  state: unknown;
  code: unknown;
  browser: unknown;
}

export interface CompletedSignIn {
  /** For the browser's cookie; kept nowhere else. */
  token: string;
  expiresAtMs: number;
  returnTo: string;
}

/** Signs in whoever comes back from WeChat: with a new token each time, so nobody can have planted it. */
@Injectable()
export class CompleteSignIn {
  constructor(
    private readonly wechat: WechatAuthorisation,
    private readonly attempts: SignInAttempts,
    private readonly accounts: AccountRepository,
    private readonly logins: LoginRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal `identity/sign-in-failed` | `identity/wechat-unavailable` */
  async complete({ state, code, browser }: SignInReturn): Promise<CompletedSignIn> {
    if (!isState(state) || !isCode(code) || !isToken(browser)) throw new Refusal('identity/sign-in-failed');
    const redemption = await this.attempts.redeem(state, browser, code);
    if (redemption.kind === 'refused') throw new Refusal('identity/sign-in-failed');
    const accountId = redemption.kind === 'again' ? redemption.accountId : await this.trade(state, code);
    const createdAtMs = this.clock.nowMs();
    const expiresAtMs = createdAtMs + LOGIN_MS;
    const token = newToken();
    await this.logins.add({ tokenHash: hashToken(token), accountId, createdAtMs, expiresAtMs });
    return { token, expiresAtMs, returnTo: redemption.returnTo };
  }

  private async trade(state: string, code: string): Promise<string> {
    try {
      const openid = await this.wechat.exchange(code);
      const { appid } = this.wechat;
      const accountId = await this.accounts.accountOf({ appid, openid, atMs: this.clock.nowMs() });
      await this.attempts.settle(state, accountId);
      return accountId;
    } catch (error) {
      // The first reason is the one to tell; an attempt that stays behind times out by itself.
      await this.attempts.abandon(state).catch(() => undefined);
      throw error;
    }
  }
}

function isState(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
}

function isCode(text: unknown): text is string {
  return typeof text === 'string' && /^[\w-]{1,128}$/.test(text);
}
