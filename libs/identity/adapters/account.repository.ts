import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '#kernel';
import { idFromBinary, idToBinary, violatedConstraint } from '#mysql';

/** Accounts and their logins in the ledger. Of a login's token only the hash is ever here. */
@Injectable()
export class AccountRepository {
  constructor(private readonly ledger: DataSource) {}

  /** The account of an openid; made now if it is new. Two callers at once get the same one. */
  async accountOf(appid: string, openid: string, nowMs: number): Promise<string> {
    const known = await this.find(appid, openid);
    if (known !== undefined) return known;
    const id = newId();
    try {
      await this.ledger.query('INSERT INTO account (id, appid, openid, created_at) VALUES (?, ?, ?, ?)', [
        idToBinary(id),
        appid,
        openid,
        new Date(nowMs),
      ]);
      return id;
    } catch (error) {
      if (violatedConstraint(error) !== 'uq_account_openid') throw error;
      const other = await this.find(appid, openid);
      if (other === undefined) throw error;
      return other;
    }
  }

  async addLogin(tokenHash: Buffer, accountId: string, nowMs: number, expiresAtMs: number): Promise<void> {
    await this.ledger.query('INSERT INTO login (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)', [
      tokenHash,
      idToBinary(accountId),
      new Date(nowMs),
      new Date(expiresAtMs),
    ]);
  }

  /** The login with this token, if it has not expired. */
  async findLogin(tokenHash: Buffer, nowMs: number): Promise<{ accountId: string; expiresAtMs: number } | undefined> {
    const [row] = (await this.ledger.query(
      'SELECT account_id, expires_at FROM login WHERE token_hash = ? AND expires_at > ?',
      [tokenHash, new Date(nowMs)],
    )) as { account_id: Buffer; expires_at: Date }[];
    return row && { accountId: idFromBinary(row.account_id), expiresAtMs: row.expires_at.getTime() };
  }

  async removeLogin(tokenHash: Buffer): Promise<void> {
    await this.ledger.query('DELETE FROM login WHERE token_hash = ?', [tokenHash]);
  }

  private async find(appid: string, openid: string): Promise<string | undefined> {
    const [row] = (await this.ledger.query('SELECT id FROM account WHERE appid = ? AND openid = ?', [
      appid,
      openid,
    ])) as { id: Buffer }[];
    return row && idFromBinary(row.id);
  }
}
