import { Injectable } from '@nestjs/common';
import { Refusal } from '#kernel';
import { StaffAccountRepository } from '../adapters/staff-account.repository.js';
import { CreateStaff, type CreatedStaff } from './create-staff.js';

const USERNAME = 'admin';

/** Gives a system without staff its first administrator. */
@Injectable()
export class EnsureFirstAdministrator {
  constructor(
    private readonly accounts: StaffAccountRepository,
    private readonly createStaff: CreateStaff,
  ) {}

  /**
   * @param actor the name of the program that asks
   * @returns what the administrator signs in with, once; undefined when there is staff. Of any number of callers at once,
   * one is told
   */
  async execute(actor: string): Promise<CreatedStaff | undefined> {
    if (await this.accounts.exist()) return undefined;
    try {
      return await this.createStaff.execute({ username: USERNAME, role: 'administrator' }, actor);
    } catch (error) {
      // Another caller was first, between the look and the making.
      if (error instanceof Refusal && error.code === 'staff/username-taken') return undefined;
      throw error;
    }
  }
}
