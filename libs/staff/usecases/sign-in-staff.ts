import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { Clock, Refusal } from '#kernel';
import { inTransaction } from '#mysql';
import { isPasswordOf } from '../adapters/password-hash.js';
import { StaffAccountRepository, type StaffAccount } from '../adapters/staff-account.repository.js';
import { StaffLoginRepository } from '../adapters/staff-login.repository.js';
import { isUsername } from '../domain/credentials.js';
import { ABSOLUTE_MS, LOCK_MS, MOST_FAILURES } from '../domain/limits.js';
import { hashToken, newToken } from '../domain/login-token.js';
import { stepOfCode } from '../domain/one-time-code.js';
import type { StaffMember } from '../domain/role.js';
import { SecretCipher, totpSecretContext } from '../domain/secret-cipher.js';

export interface Credentials {
  username: string;
  password: string;
  /** Six digits of the authenticator app. */
  totp: string;
}

export interface SignedIn {
  /** Kept nowhere else. */
  token: string;
  expiresAtMs: number;
  member: StaffMember;
}

/** No refusal comes sooner than this, so that what was found out on the way does not show in the time taken. */
const REFUSED_AFTER_MS = 250;

/** Each password takes 19 MiB and a core for some 20 ms to compare; a crowd of them must not take the house down. */
const MOST_AT_ONCE = 32;

/** Signs a member of staff in, by password and one-time code. */
@Injectable()
export class SignInStaff {
  private underWay = 0;

  constructor(
    private readonly ledger: DataSource,
    private readonly accounts: StaffAccountRepository,
    private readonly logins: StaffLoginRepository,
    private readonly cipher: SecretCipher,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws Refusal `staff/sign-in-failed` whatever was wrong | `staff/locked` with facts `{ lockedForS }`, told only to who
   * has everything right | `request/overloaded`
   */
  async execute(credentials: Credentials): Promise<SignedIn> {
    if (this.underWay >= MOST_AT_ONCE) throw new Refusal('request/overloaded');
    const startedAt = performance.now();
    this.underWay += 1;
    try {
      return await this.judge(credentials);
    } catch (error) {
      const restMs = startedAt + REFUSED_AFTER_MS - performance.now();
      if (error instanceof Refusal) await new Promise((wake) => setTimeout(wake, Math.max(restMs, 0)));
      throw error;
    } finally {
      this.underWay -= 1;
    }
  }

  private async judge(credentials: Credentials): Promise<SignedIn> {
    const nowMs = this.clock.nowMs();
    const { username } = credentials;
    const account = isUsername(username) ? await this.accounts.find(username) : undefined;
    const claim = account && (await this.accounts.claimAttempt(account.staffId, nowMs, nowMs + LOCK_MS));
    const step = await this.stepIfRight(account, credentials, nowMs);
    if (account && claim && step !== undefined) {
      if (claim.kind === 'locked') {
        throw new Refusal('staff/locked', { lockedForS: Math.ceil((claim.lockedUntilMs - nowMs) / 1_000) });
      }
      const signedIn = await this.admit(account, step, nowMs);
      if (signedIn) return signedIn;
    }
    if (account && claim?.kind === 'last') await this.auditLock(account, claim.lockedUntilMs);
    throw new Refusal('staff/sign-in-failed');
  }

  /** The time step of the code, if account, password and code are right. A stranger costs the same work. */
  private async stepIfRight(
    account: StaffAccount | undefined,
    { password, totp }: Credentials,
    nowMs: number,
  ): Promise<number | undefined> {
    const passwordRight = await isPasswordOf(account?.passwordHash, password);
    if (!account) return undefined;
    const secret = this.cipher.open(account.totpSecretSealed, totpSecretContext(account.staffId));
    const step = stepOfCode(secret, totp, nowMs);
    return passwordRight && !account.disabled ? step : undefined;
  }

  /** @returns undefined when the code was used already */
  private admit({ staffId, username, role }: StaffAccount, step: number, nowMs: number): Promise<SignedIn | undefined> {
    const token = newToken();
    const expiresAtMs = nowMs + ABSOLUTE_MS;
    return inTransaction(this.ledger, async (manager) => {
      if (!(await this.accounts.acceptStep(manager, staffId, step))) return undefined;
      await this.logins.add(manager, hashToken(token), staffId, nowMs, expiresAtMs);
      const act = { actor: username, action: 'staff/sign-in', subject: `staff:${username}` };
      await this.audit.record({ ...act, reason: 'password and one-time code' }, manager);
      return { token, expiresAtMs, member: { staffId, username, role } };
    });
  }

  private async auditLock({ staffId, username }: StaffAccount, lockedUntilMs: number): Promise<void> {
    const act = { actor: 'staff-api', action: 'staff/lock', subject: `staff:${username}` };
    const onceKey = `lock:${staffId}:${String(lockedUntilMs)}`;
    await this.audit.record({ ...act, reason: `${String(MOST_FAILURES)} failures in a row`, onceKey });
  }
}
