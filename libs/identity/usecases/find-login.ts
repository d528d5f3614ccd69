import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { AccountRepository } from '../adapters/account.repository.js';
import { hashToken, isToken } from '../domain/login-token.js';

export interface Login {
  accountId: string;
  expiresAtMs: number;
}

/** Whose token this is. Asked of the ledger each time, so that signing out works at once everywhere. */
@Injectable()
export class FindLogin {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly clock: Clock,
  ) {}

  async find(token: unknown): Promise<Login | undefined> {
    if (!isToken(token)) return undefined;
    return this.accounts.findLogin(hashToken(token), this.clock.nowMs());
  }
}
