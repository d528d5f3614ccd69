import { Injectable } from '@nestjs/common';
import { idFromBinary, idToBinary } from '#mysql';
import type { Relation } from '../domain/relation.js';
import { sharing } from './sharing.js';
import { Ledger } from './ledger.js';

/** A person as stored, on one account. */
export interface SealedPerson {
  personId: string;
  nameSealed: Buffer;
  idNumberSealed: Buffer;
  relation: Relation;
}

/** Persons in the ledger, and which accounts they are on. */
@Injectable()
export class PersonRepository {
  /** The person, if on the account. */
  readonly find = sharing((wanted: { accountId: string; personId: string }[]) => this.findAll(wanted));

  constructor(private readonly ledger: Ledger) {}

  /** In the order in which they were added. */
  async listOf(accountId: string): Promise<SealedPerson[]> {
    const where = 'link.account_id = ? ORDER BY link.added_at, link.person_id';
    const rows = await this.ledger.select<PersonRow>(`${PERSONS} WHERE ${where}`, [idToBinary(accountId)]);
    return rows.map(sealedPersonOf);
  }

  /** Takes the person off the account. @returns whether the person was on it */
  async remove(accountId: string, personId: string): Promise<boolean> {
    const remove = 'DELETE FROM account_person WHERE account_id = ? AND person_id = ?';
    return (await this.ledger.change(remove, [idToBinary(accountId), idToBinary(personId)])) === 1;
  }

  private async findAll(wanted: { accountId: string; personId: string }[]): Promise<(SealedPerson | undefined)[]> {
    const where = wanted.map(() => '(link.account_id = ? AND link.person_id = ?)').join(' OR ');
    const values = wanted.flatMap(({ accountId, personId }) => [idToBinary(accountId), idToBinary(personId)]);
    const rows = await this.ledger.select<PersonRow>(`${PERSONS} WHERE ${where}`, values);
    const found = new Map(rows.map((row) => [`${idFromBinary(row.account_id)} ${idFromBinary(row.person_id)}`, row]));
    return wanted.map(({ accountId, personId }) => {
      const row = found.get(`${accountId} ${personId}`);
      return row && sealedPersonOf(row);
    });
  }
}

interface PersonRow {
  account_id: Buffer;
  person_id: Buffer;
  relation: Relation;
  name_sealed: Buffer;
  id_number_sealed: Buffer;
}

const PERSONS = `
  SELECT link.account_id, link.person_id, link.relation, person.name_sealed, person.id_number_sealed
  FROM account_person AS link JOIN person ON person.id = link.person_id`;

function sealedPersonOf(row: PersonRow): SealedPerson {
  return {
    personId: idFromBinary(row.person_id),
    nameSealed: row.name_sealed,
    idNumberSealed: row.id_number_sealed,
    relation: row.relation,
  };
}
