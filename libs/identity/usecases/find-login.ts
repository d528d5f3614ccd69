import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { LoginRepository, type Login } from '../adapters/login.repository.js';
import { hashToken, isToken } from '../domain/login-token.js';

/** Whose token this is. Asked of the ledger each time, so that signing out works at once everywhere. */
@Injectable()
export class FindLogin {
  constructor(
    private readonly logins: LoginRepository,
    private readonly clock: Clock,
  ) {}

  async find(token: unknown): Promise<Login | undefined> {
    if (!isToken(token)) return undefined;
    const login = await this.logins.find(hashToken(token));
    return login && login.expiresAtMs > this.clock.nowMs() ? login : undefined;
  }
}
