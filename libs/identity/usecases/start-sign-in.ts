import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SignInAttempts } from '../adapters/sign-in-attempts.js';
import { isToken, newToken } from '../domain/login-token.js';
import { WechatAuthorisation } from '../domain/wechat-authorisation.js';

export interface StartedSignIn {
  /** Where to send the browser. */
  location: string;
  /** To be kept in the browser and shown when it comes back. */
  browser: string;
}

/** Begins a sign-in by WeChat. Nobody is signed in yet. */
@Injectable()
export class StartSignIn {
  constructor(
    private readonly wechat: WechatAuthorisation,
    private readonly attempts: SignInAttempts,
  ) {}

  /**
   * @param returnTo a path of this site, checked by the caller
   * @param browser what the browser kept from an attempt that is not over: two tabs may sign in at once
   */
  async start(returnTo: string, browser?: string): Promise<StartedSignIn> {
    // WeChat returns only letters and digits unharmed: hexadecimal, not base64.
    const state = randomBytes(32).toString('hex');
    const bound = isToken(browser) ? browser : newToken();
    await this.attempts.begin(state, bound, returnTo);
    return { location: this.wechat.authoriseUrl(state), browser: bound };
  }
}
