import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { generateSync } from 'otplib';
import { AuditTrail } from '#audit';
import { FixedClock, type Refusal } from '#kernel';
import {
  CreateStaff,
  EnsureFirstAdministrator,
  FindStaffLogin,
  SecretCipher,
  SignInStaff,
  SignOutStaff,
  type CreatedStaff,
  type SecretContext,
} from '#staff';
import { testLedger, type TestLedger } from '../../../apps/stack/src/testing.js';
import { StaffAccountRepository } from '../adapters/staff-account.repository.js';
import { StaffLoginRepository } from '../adapters/staff-login.repository.js';

/** AES-256-GCM under a key of this run; the apps bind the port to the cipher of personal data. */
class RunCipher extends SecretCipher {
  private readonly key = randomBytes(32);

  seal(plaintext: string, context: SecretContext): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(JSON.stringify(context)));
    return Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  open(sealed: Buffer, context: SecretContext): string {
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, 12));
    decipher.setAAD(Buffer.from(JSON.stringify(context))).setAuthTag(sealed.subarray(-16));
    return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
  }
}

/** The room on a ledger of its own, with a clock that stands still. */
export class StaffRoom {
  readonly clock = new FixedClock(Date.parse('2023-12-20T08:00:00+08:00'));
  readonly audit: AuditTrail;
  readonly createStaff: CreateStaff;
  readonly ensureFirst: EnsureFirstAdministrator;
  readonly signIn: SignInStaff;
  readonly findLogin: FindStaffLogin;
  readonly signOut: SignOutStaff;

  private constructor(readonly ledger: TestLedger) {
    const { dataSource } = ledger;
    const cipher = new RunCipher();
    const accounts = new StaffAccountRepository(dataSource);
    const logins = new StaffLoginRepository(dataSource);
    this.audit = new AuditTrail(dataSource, this.clock);
    this.createStaff = new CreateStaff(dataSource, accounts, cipher, this.audit, this.clock);
    this.ensureFirst = new EnsureFirstAdministrator(accounts, this.createStaff);
    this.signIn = new SignInStaff(dataSource, accounts, logins, cipher, this.audit, this.clock);
    this.findLogin = new FindStaffLogin(logins, this.clock);
    this.signOut = new SignOutStaff(logins);
  }

  static async open(): Promise<StaffRoom> {
    return new StaffRoom(await testLedger());
  }

  async close(): Promise<void> {
    await this.ledger.close();
  }

  /** The code the member's app shows, so many steps from now. */
  codeOf({ totpSecret }: CreatedStaff, steps = 0): string {
    return generateSync({ secret: totpSecret, epoch: Math.floor(this.clock.nowMs() / 1_000) + steps * 30 });
  }

  /** What becomes of an attempt: `in`, or the refusal's code. */
  async attempt(
    member: CreatedStaff,
    wrong: { username?: string; password?: string; totp?: string } = {},
  ): Promise<string> {
    const { username, password } = member;
    return this.signIn.execute({ username, password, totp: this.codeOf(member), ...wrong }).then(
      () => 'in',
      (error: unknown) => (error as Refusal).code,
    );
  }
}
