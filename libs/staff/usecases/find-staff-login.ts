import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { StaffLoginRepository, type StaffLogin } from '../adapters/staff-login.repository.js';
import { hashToken, isToken } from '../domain/login-token.js';

/** Whose token this is. Asked of the ledger each time, so that signing out and disabling work at once everywhere. */
@Injectable()
export class FindStaffLogin {
  constructor(
    private readonly logins: StaffLoginRepository,
    private readonly clock: Clock,
  ) {}

  async execute(token: unknown): Promise<StaffLogin | undefined> {
    return isToken(token) ? this.logins.use(hashToken(token), this.clock.nowMs()) : undefined;
  }
}
