import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { idFromBinary, idToBinary } from '#mysql';
import { sharing } from './sharing.js';
import { Ledger } from './ledger.js';

/** Whom WeChat says it is, and when. An openid means something under its official account alone. */
export interface Newcomer {
  appid: string;
  openid: string;
  atMs: number;
}

/** Accounts in the ledger. */
@Injectable()
export class AccountRepository {
  /** The account of an openid, made now if it is new. All who ask at once, in whatever process, get the same one. */
  readonly accountOf = sharing((newcomers: Newcomer[]) => this.accountsOf(newcomers));

  constructor(private readonly ledger: Ledger) {}

  private async accountsOf(newcomers: Newcomer[]): Promise<string[]> {
    const known = await this.find(newcomers);
    const strangers = newcomers.filter((who) => !known.has(keyOf(who)));
    if (strangers.length > 0) {
      await this.make(strangers);
      for (const [key, id] of await this.find(strangers)) known.set(key, id);
    }
    return newcomers.map((who) => {
      const id = known.get(keyOf(who));
      if (id === undefined) throw new Error('an account that was just made is not there');
      return id;
    });
  }

  private async find(newcomers: Newcomer[]): Promise<Map<string, string>> {
    const rows = await this.ledger.select<{ id: Buffer; appid: string; openid: string }>(
      `SELECT id, appid, openid FROM account WHERE ${newcomers.map(() => '(appid = ? AND openid = ?)').join(' OR ')}`,
      newcomers.flatMap(({ appid, openid }) => [appid, openid]),
    );
    return new Map(rows.map((row) => [keyOf(row), idFromBinary(row.id)]));
  }

  /** The row that was there first stays. One order for all keeps processes with the same strangers from deadlocks. */
  private async make(strangers: Newcomer[]): Promise<void> {
    const rows = strangers
      .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
      .map(({ appid, openid, atMs }) => [idToBinary(newId()), appid, openid, new Date(atMs)]);
    const insert = 'INSERT INTO account (id, appid, openid, created_at) VALUES ? ON DUPLICATE KEY UPDATE id = id';
    await this.ledger.transaction((manager) => manager.query(insert, [rows]));
  }
}

function keyOf({ appid, openid }: { appid: string; openid: string }): string {
  return `${appid} ${openid}`;
}
