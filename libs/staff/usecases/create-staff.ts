import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { Clock, newId, Refusal } from '#kernel';
import { inTransaction } from '#mysql';
import { hashPassword } from '../adapters/password-hash.js';
import { StaffAccountRepository } from '../adapters/staff-account.repository.js';
import { isPassword, isUsername, newPassword } from '../domain/credentials.js';
import { newSecret, otpauthUri } from '../domain/one-time-code.js';
import type { StaffMember, StaffRole } from '../domain/role.js';
import { SecretCipher, totpSecretContext } from '../domain/secret-cipher.js';

export interface NewStaff {
  username: string;
  role: StaffRole;
  /** Without one, a random one is made. */
  password?: string | undefined;
}

/** All that its holder needs to sign in. Shown once: neither password nor secret can be read again. */
export interface CreatedStaff extends StaffMember {
  password: string;
  /** In base32. */
  totpSecret: string;
  /** The same for an authenticator app's camera. */
  otpauthUri: string;
}

/** Makes an account for a member of staff. */
@Injectable()
export class CreateStaff {
  constructor(
    private readonly ledger: DataSource,
    private readonly accounts: StaffAccountRepository,
    private readonly cipher: SecretCipher,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param actor a staff user name, or the name of a program
   * @throws Refusal `staff/username-taken` | `request/invalid` with facts `{ fields }`
   */
  async execute({ username, role, password = newPassword() }: NewStaff, actor: string): Promise<CreatedStaff> {
    requireFields(username, password);
    const passwordHash = await hashPassword(password);
    const staffId = newId();
    const totpSecret = newSecret();
    const totpSecretSealed = this.cipher.seal(totpSecret, totpSecretContext(staffId));
    const account = { staffId, username, role, passwordHash, totpSecretSealed };
    return inTransaction(this.ledger, async (manager) => {
      if (!(await this.accounts.add(manager, account, this.clock.nowMs()))) throw new Refusal('staff/username-taken');
      const subject = `staff:${username}`;
      await this.audit.record({ actor, action: 'staff/create', subject, reason: `as ${role}` }, manager);
      return { staffId, username, role, password, totpSecret, otpauthUri: otpauthUri(username, totpSecret) };
    });
  }
}

function requireFields(username: string, password: string): void {
  const fields = [
    ...(isUsername(username) ? [] : [{ field: 'username', rules: ['username'] }]),
    ...(isPassword(password) ? [] : [{ field: 'password', rules: ['length'] }]),
  ];
  if (fields.length > 0) throw new Refusal('request/invalid', { fields });
}
