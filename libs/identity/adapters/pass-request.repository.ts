import { Injectable } from '@nestjs/common';
import { idToBinary } from '#mysql';
import { sharing } from './sharing.js';
import { Ledger } from './ledger.js';

export interface PassRequest {
  roundId: number;
  personId: string;
  accountId: string;
  /** In canonical form. Without them, those of an earlier request stay. */
  choices: string | undefined;
  atMs: number;
}

/** What was asked for with passes, so that the tap at the opening carries no form. */
@Injectable()
export class PassRequestRepository {
  /** Keeps the latest request of a person and an account for a round. */
  readonly keep = sharing((requests: PassRequest[]) => this.keepAll(requests));

  constructor(private readonly ledger: Ledger) {}

  private async keepAll(requests: PassRequest[]): Promise<undefined[]> {
    const rows = requests.map(({ roundId, personId, accountId, choices, atMs }) => [
      ...[roundId, idToBinary(personId), idToBinary(accountId), choices ?? NONE, new Date(atMs)],
    ]);
    await this.ledger.transaction((manager) => manager.query(KEEP, [rows]));
    return requests.map(() => undefined);
  }
}

/** No choice is written like this. */
const NONE = '';

const KEEP = `
  INSERT INTO pass_request (round_id, person_id, account_id, choices, issued_at) VALUES ?
  ON DUPLICATE KEY UPDATE
    choices = IF(VALUES(choices) = '${NONE}', choices, VALUES(choices)), issued_at = VALUES(issued_at)`;
