import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { idFromBinary, idToBinary } from '#mysql';
import type { Relation } from '../domain/relation.js';

/** A person as stored, on one account. */
export interface SealedPerson {
  personId: string;
  nameSealed: Buffer;
  idNumberSealed: Buffer;
  relation: Relation;
}

/** What the ledger knows of an account and an ID number before anything is decided. */
export interface Standing {
  /** The person with this ID number, on whatever account. */
  person: { personId: string; nameSealed: Buffer } | undefined;
  /** What that person is to this account, when on it. */
  relation: Relation | undefined;
  personsOnAccount: number;
  /** Verifications refused since the given instant. */
  refusedForAccount: number;
  refusedForId: number;
}

/** Persons in the ledger, and which accounts they are on. */
@Injectable()
export class PersonRepository {
  constructor(private readonly ledger: DataSource) {}

  /** All there is to know beforehand, in one question. */
  async standing(accountId: string, idIndex: Buffer, sinceMs: number): Promise<Standing> {
    const account = idToBinary(accountId);
    const since = new Date(sinceMs);
    const rows = (await this.ledger.query(STANDING, [
      ...[account, account, since, idIndex, since],
      ...[idIndex, account],
    ])) as [StandingRow];
    const [row] = rows;
    return {
      person: row.id && row.name_sealed ? { personId: idFromBinary(row.id), nameSealed: row.name_sealed } : undefined,
      relation: row.relation ?? undefined,
      personsOnAccount: Number(row.persons_on_account),
      refusedForAccount: Number(row.refused_for_account),
      refusedForId: Number(row.refused_for_id),
    };
  }

  async recordRefused(accountId: string, idIndex: Buffer, outcome: 'mismatch' | 'unknown', atMs: number): Promise<void> {
    await this.ledger.query('INSERT INTO verification_attempt (account_id, id_index, outcome, at) VALUES (?, ?, ?, ?)', [
      idToBinary(accountId),
      idIndex,
      outcome,
      new Date(atMs),
    ]);
  }

  /** In the order in which they were added. */
  async listOf(accountId: string): Promise<SealedPerson[]> {
    const rows = (await this.ledger.query(`${PERSONS_OF_ACCOUNT} ORDER BY link.added_at, link.person_id`, [
      idToBinary(accountId),
    ])) as PersonRow[];
    return rows.map(sealedPersonOf);
  }

  async find(accountId: string, personId: string): Promise<SealedPerson | undefined> {
    const [row] = (await this.ledger.query(`${PERSONS_OF_ACCOUNT} AND link.person_id = ?`, [
      idToBinary(accountId),
      idToBinary(personId),
    ])) as PersonRow[];
    return row && sealedPersonOf(row);
  }

  /** Takes the person off the account. @returns whether the person was on it */
  async remove(accountId: string, personId: string): Promise<boolean> {
    const { affectedRows } = (await this.ledger.query(
      'DELETE FROM account_person WHERE account_id = ? AND person_id = ?',
      [idToBinary(accountId), idToBinary(personId)],
    )) as { affectedRows: number };
    return affectedRows === 1;
  }
}

interface StandingRow {
  id: Buffer | null;
  name_sealed: Buffer | null;
  relation: Relation | null;
  persons_on_account: number | string;
  refused_for_account: number | string;
  refused_for_id: number | string;
}

const STANDING = `
  SELECT person.id, person.name_sealed, link.relation,
    (SELECT COUNT(*) FROM account_person WHERE account_id = ?) AS persons_on_account,
    (SELECT COUNT(*) FROM verification_attempt WHERE account_id = ? AND at >= ?) AS refused_for_account,
    (SELECT COUNT(*) FROM verification_attempt WHERE id_index = ? AND at >= ?) AS refused_for_id
  FROM (SELECT 1) AS one
  LEFT JOIN person ON person.id_index = ?
  LEFT JOIN account_person AS link ON link.account_id = ? AND link.person_id = person.id`;

interface PersonRow {
  person_id: Buffer;
  relation: Relation;
  name_sealed: Buffer;
  id_number_sealed: Buffer;
}

const PERSONS_OF_ACCOUNT = `
  SELECT link.person_id, link.relation, person.name_sealed, person.id_number_sealed
  FROM account_person AS link JOIN person ON person.id = link.person_id
  WHERE link.account_id = ?`;

function sealedPersonOf(row: PersonRow): SealedPerson {
  return {
    personId: idFromBinary(row.person_id),
    nameSealed: row.name_sealed,
    idNumberSealed: row.id_number_sealed,
    relation: row.relation,
  };
}
