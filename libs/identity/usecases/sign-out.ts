import { Injectable } from '@nestjs/common';
import { AccountRepository } from '../adapters/account.repository.js';
import { hashToken, isToken } from '../domain/login-token.js';

/** Ends a login, at once and in every process. A token that is nobody's is already signed out. */
@Injectable()
export class SignOut {
  constructor(private readonly accounts: AccountRepository) {}

  async signOut(token: unknown): Promise<void> {
    if (isToken(token)) await this.accounts.removeLogin(hashToken(token));
  }
}
