import { Injectable } from '@nestjs/common';
import { LoginRepository } from '../adapters/login.repository.js';
import { hashToken, isToken } from '../domain/login-token.js';

/** Ends a login, at once and in every process. A token that is nobody's is already signed out. */
@Injectable()
export class SignOut {
  constructor(private readonly logins: LoginRepository) {}

  async signOut(token: unknown): Promise<void> {
    if (isToken(token)) await this.logins.remove(hashToken(token));
  }
}
