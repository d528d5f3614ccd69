import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { FindStaffLogin, type StaffLogin } from '#staff';
import { TokenStrategy } from './token.strategy.js';

export const STAFF_STRATEGY = 'staff';

@Injectable()
export class StaffStrategy extends PassportStrategy(TokenStrategy, STAFF_STRATEGY) {
  constructor(private readonly findLogin: FindStaffLogin) {
    super();
  }

  async validate(token: string | undefined): Promise<StaffLogin | null> {
    return (await this.findLogin.execute(token)) ?? null;
  }
}
