import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { idFromBinary, idToBinary, violatedConstraint } from '#mysql';
import { MOST_FAILURES } from '../domain/limits.js';
import type { StaffMember, StaffRole } from '../domain/role.js';

export interface StaffAccount extends StaffMember {
  passwordHash: string;
  totpSecretSealed: Buffer;
  disabled: boolean;
}

/** Whether an attempt may be judged: not when the account is locked. The `last` one may, and locks it. */
export interface Claim {
  kind: 'counted' | 'last' | 'locked';
  /** 0 when it is not. */
  lockedUntilMs: number;
}

interface Row {
  id: Buffer;
  username: string;
  role: StaffRole;
  password_hash: string;
  totp_secret_sealed: Buffer;
  disabled_at: Date | null;
}

/** The accounts of staff and what guards them. */
@Injectable()
export class StaffAccountRepository {
  constructor(private readonly ledger: DataSource) {}

  async find(username: string): Promise<StaffAccount | undefined> {
    const [row] = (await this.ledger.query(
      `SELECT id, username, role, password_hash, totp_secret_sealed, disabled_at FROM staff_account WHERE username = ?`,
      [username],
    )) as Row[];
    return (
      row && {
        ...{ staffId: idFromBinary(row.id), username: row.username, role: row.role },
        ...{ passwordHash: row.password_hash, totpSecretSealed: row.totp_secret_sealed },
        disabled: row.disabled_at !== null,
      }
    );
  }

  async exist(): Promise<boolean> {
    const rows = (await this.ledger.query('SELECT 1 FROM staff_account LIMIT 1')) as unknown[];
    return rows.length > 0;
  }

  /** @returns false when the user name is taken */
  async add(manager: EntityManager, account: Omit<StaffAccount, 'disabled'>, nowMs: number): Promise<boolean> {
    const { staffId, username, role, passwordHash, totpSecretSealed } = account;
    try {
      await manager.query(
        `INSERT INTO staff_account (id, username, password_hash, totp_secret_sealed, role, created_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
        [idToBinary(staffId), username, passwordHash, totpSecretSealed, role, new Date(nowMs)],
      );
      return true;
    } catch (error) {
      if (violatedConstraint(error) === 'uq_staff_account_username') return false;
      throw error;
    }
  }

  /**
   * Counts an attempt as failed before it is judged: however many are made at once, no more than {@link MOST_FAILURES} are
   * judged until one of them succeeds or the lock is over. The one that fills the count locks the account.
   */
  async claimAttempt(staffId: string, nowMs: number, lockUntilMs: number): Promise<Claim> {
    const id = idToBinary(staffId);
    // In this order: an assignment sees those before it, and the lock goes by the count as it was.
    const claimed = (await this.ledger.query(
      `UPDATE staff_account
          SET locked_until = IF(failed_attempts = ?, ?, NULL),
              failed_attempts = IF(failed_attempts >= ?, 1, failed_attempts + 1)
        WHERE id = ? AND (locked_until IS NULL OR locked_until <= ?)`,
      [MOST_FAILURES - 1, new Date(lockUntilMs), MOST_FAILURES, id, new Date(nowMs)],
    )) as { affectedRows: number };
    const [row] = (await this.ledger.query('SELECT locked_until FROM staff_account WHERE id = ?', [id])) as {
      locked_until: Date | null;
    }[];
    const lockedUntilMs = row?.locked_until?.getTime() ?? 0;
    if (claimed.affectedRows === 0) return { kind: 'locked', lockedUntilMs };
    return { kind: lockedUntilMs > nowMs ? 'last' : 'counted', lockedUntilMs };
  }

  /**
   * Uses a time step up and forgets the failures. A step, and all before it, can be used once.
   * @returns whether this call used it
   */
  async acceptStep(manager: EntityManager, staffId: string, step: number): Promise<boolean> {
    const accepted = (await manager.query(
      `UPDATE staff_account SET last_totp_step = ?, failed_attempts = 0, locked_until = NULL
        WHERE id = ? AND last_totp_step < ?`,
      [step, idToBinary(staffId), step],
    )) as { affectedRows: number };
    return accepted.affectedRows === 1;
  }
}
