import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { FindLogin, type Login } from '#identity';
import { CookieStrategy } from './cookie.strategy.js';
import { LOGIN_COOKIE } from './cookies.js';

export const LOGIN_STRATEGY = 'login';

@Injectable()
export class LoginStrategy extends PassportStrategy(CookieStrategy, LOGIN_STRATEGY) {
  constructor(private readonly findLogin: FindLogin) {
    super(LOGIN_COOKIE);
  }

  async validate(token: string | undefined): Promise<Login | null> {
    return (await this.findLogin.find(token)) ?? null;
  }
}
