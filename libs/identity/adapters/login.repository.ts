import { Injectable } from '@nestjs/common';
import { idFromBinary, idToBinary } from '#mysql';
import { sharing } from './sharing.js';
import { Ledger } from './ledger.js';

/** Who is signed in, until when. */
export interface Login {
  accountId: string;
  expiresAtMs: number;
}

export interface NewLogin extends Login {
  tokenHash: Buffer;
  createdAtMs: number;
}

/** Logins in the ledger. Of a token only the hash is ever here. */
@Injectable()
export class LoginRepository {
  readonly add = sharing((logins: NewLogin[]) => this.addAll(logins));

  /** The login with this token's hash, expired or not. On the way of every signed-in request. */
  readonly find = sharing((hashes: Buffer[]) => this.findAll(hashes));

  constructor(private readonly ledger: Ledger) {}

  async remove(tokenHash: Buffer): Promise<void> {
    await this.ledger.change('DELETE FROM login WHERE token_hash = ?', [tokenHash]);
  }

  private async addAll(logins: NewLogin[]): Promise<undefined[]> {
    await this.ledger.change('INSERT INTO login (token_hash, account_id, created_at, expires_at) VALUES ?', [
      logins.map(({ tokenHash, accountId, createdAtMs, expiresAtMs }) => [
        ...[tokenHash, idToBinary(accountId), new Date(createdAtMs), new Date(expiresAtMs)],
      ]),
    ]);
    return logins.map(() => undefined);
  }

  private async findAll(hashes: Buffer[]): Promise<(Login | undefined)[]> {
    const rows = await this.ledger.select<{ token_hash: Buffer; account_id: Buffer; expires_at: Date }>(
      'SELECT token_hash, account_id, expires_at FROM login WHERE token_hash IN (?)',
      [hashes],
    );
    const found = new Map(
      rows.map((row) => [
        row.token_hash.toString('hex'),
        { accountId: idFromBinary(row.account_id), expiresAtMs: row.expires_at.getTime() },
      ]),
    );
    return hashes.map((hash) => found.get(hash.toString('hex')));
  }
}
