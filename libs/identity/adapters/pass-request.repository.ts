import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { idToBinary } from '#mysql';

/** What was asked for with a pass, so that the tap at the opening carries no form. */
@Injectable()
export class PassRequestRepository {
  constructor(private readonly ledger: DataSource) {}

  /** Keeps the latest request. Without choices those of an earlier one stay. */
  async keep(
    request: { roundId: number; personId: string; accountId: string; choices: string | undefined },
    atMs: number,
  ): Promise<void> {
    const { roundId, personId, accountId, choices } = request;
    await this.ledger.query(
      `INSERT INTO pass_request (round_id, person_id, account_id, choices, issued_at) VALUES (?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE choices = COALESCE(?, choices), issued_at = VALUES(issued_at)`,
      [roundId, idToBinary(personId), idToBinary(accountId), choices ?? '', new Date(atMs), choices ?? null],
    );
  }
}
