import { Injectable } from '@nestjs/common';
import { idFromBinary, idToBinary } from '#mysql';
import type { Relation } from '../domain/relation.js';
import { sharing } from './sharing.js';
import { Ledger } from './ledger.js';

/** An account that wants to add the holder of an ID number. */
export interface Applicant {
  accountId: string;
  idIndex: Buffer;
  /** From when on refused verifications count. */
  sinceMs: number;
}

/** What the ledger knows of an applicant before anything is decided. */
export interface Standing {
  /** The person with this ID number, on whatever account. */
  person: { personId: string; nameSealed: Buffer } | undefined;
  /** What that person is to this account, when on it. */
  relation: Relation | undefined;
  personsOnAccount: number;
  refusedForAccount: number;
  refusedForId: number;
}

@Injectable()
export class StandingRepository {
  /** All there is to know beforehand, in one question. */
  readonly of = sharing((applicants: Applicant[]) => this.standings(applicants));

  constructor(private readonly ledger: Ledger) {}

  async recordRefused(
    { accountId, idIndex }: Pick<Applicant, 'accountId' | 'idIndex'>,
    outcome: 'mismatch' | 'unknown',
    atMs: number,
  ): Promise<void> {
    await this.ledger.change(
      'INSERT INTO verification_attempt (account_id, id_index, outcome, at) VALUES (?, ?, ?, ?)',
      [...[idToBinary(accountId), idIndex, outcome, new Date(atMs)]],
    );
  }

  private async standings(applicants: Applicant[]): Promise<Standing[]> {
    const rows = await this.ledger.select<StandingRow>(
      STANDINGS.replace('{applicants}', applicants.map(() => APPLICANT).join(' UNION ALL ')),
      applicants.flatMap(({ accountId, idIndex, sinceMs }, i) => [
        i,
        idToBinary(accountId),
        idIndex,
        new Date(sinceMs),
      ]),
    );
    const byNumber = new Map(rows.map((row) => [Number(row.number), row]));
    return applicants.map((_, i) => standingOf(byNumber.get(i)));
  }
}

interface StandingRow {
  number: number | string;
  id: Buffer | null;
  name_sealed: Buffer | null;
  relation: Relation | null;
  persons_on_account: number | string;
  refused_for_account: number | string;
  refused_for_id: number | string;
}

function standingOf(row: StandingRow | undefined): Standing {
  if (!row) throw new Error('an applicant got no answer');
  return {
    person: row.id && row.name_sealed ? { personId: idFromBinary(row.id), nameSealed: row.name_sealed } : undefined,
    relation: row.relation ?? undefined,
    personsOnAccount: Number(row.persons_on_account),
    refusedForAccount: Number(row.refused_for_account),
    refusedForId: Number(row.refused_for_id),
  };
}

const APPLICANT = 'SELECT ? AS number, ? AS account_id, ? AS id_index, CAST(? AS DATETIME(3)) AS since';

const STANDINGS = `
  SELECT applicant.number, person.id, person.name_sealed, link.relation,
    (SELECT COUNT(*) FROM account_person AS own WHERE own.account_id = applicant.account_id) AS persons_on_account,
    (SELECT COUNT(*) FROM verification_attempt AS tried
      WHERE tried.account_id = applicant.account_id AND tried.at >= applicant.since) AS refused_for_account,
    (SELECT COUNT(*) FROM verification_attempt AS tried
      WHERE tried.id_index = applicant.id_index AND tried.at >= applicant.since) AS refused_for_id
  FROM ({applicants}) AS applicant
  LEFT JOIN person ON person.id_index = applicant.id_index
  LEFT JOIN account_person AS link ON link.account_id = applicant.account_id AND link.person_id = person.id`;
