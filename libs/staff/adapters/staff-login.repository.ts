import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { idFromBinary, idToBinary } from '#mysql';
import { IDLE_MS, SEEN_EVERY_MS } from '../domain/limits.js';
import type { StaffMember, StaffRole } from '../domain/role.js';

export interface StaffLogin extends StaffMember {
  expiresAtMs: number;
}

/** Logins by the hash of their token: whoever reads this table can use none of them. */
@Injectable()
export class StaffLoginRepository {
  constructor(private readonly ledger: DataSource) {}

  /** Adds a login, and clears those of the same member that are over. */
  async add(
    manager: EntityManager,
    tokenHash: Buffer,
    staffId: string,
    nowMs: number,
    expiresAtMs: number,
  ): Promise<void> {
    const [id, now] = [idToBinary(staffId), new Date(nowMs)];
    const idleSince = new Date(nowMs - IDLE_MS);
    await manager.query('DELETE FROM staff_login WHERE staff_id = ? AND (expires_at <= ? OR seen_at <= ?)', [
      id,
      now,
      idleSince,
    ]);
    await manager.query(
      'INSERT INTO staff_login (token_hash, staff_id, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)',
      [tokenHash, id, now, now, new Date(expiresAtMs)],
    );
  }

  /** Whose login this is, if it is not over; from then on it counts as used. */
  async use(tokenHash: Buffer, nowMs: number): Promise<StaffLogin | undefined> {
    const now = new Date(nowMs);
    const [row] = (await this.ledger.query(
      `SELECT staff_id, username, role, seen_at, expires_at
         FROM staff_login JOIN staff_account ON staff_account.id = staff_id
        WHERE token_hash = ? AND expires_at > ? AND seen_at > ? AND disabled_at IS NULL`,
      [tokenHash, now, new Date(nowMs - IDLE_MS)],
    )) as { staff_id: Buffer; username: string; role: StaffRole; seen_at: Date; expires_at: Date }[];
    if (!row) return undefined;
    const lately = new Date(nowMs - SEEN_EVERY_MS);
    if (row.seen_at <= lately) {
      await this.ledger.query('UPDATE staff_login SET seen_at = ? WHERE token_hash = ? AND seen_at <= ?', [
        now,
        tokenHash,
        lately,
      ]);
    }
    const { username, role } = row;
    return { staffId: idFromBinary(row.staff_id), username, role, expiresAtMs: row.expires_at.getTime() };
  }

  async remove(tokenHash: Buffer): Promise<void> {
    await this.ledger.query('DELETE FROM staff_login WHERE token_hash = ?', [tokenHash]);
  }
}
