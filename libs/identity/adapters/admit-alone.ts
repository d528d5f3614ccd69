import type { EntityManager } from 'typeorm';
import { Refusal } from '#kernel';
import { idFromBinary, idToBinary, violatedConstraint } from '#mysql';
import { MOST_ACCOUNTS_PER_ID, MOST_PERSONS_PER_ACCOUNT } from '../domain/limits.js';
import type { Relation } from '../domain/relation.js';
import type { Admission, Admitted } from './admission.js';
import type { Ledger } from './ledger.js';

/**
 * One admission in a transaction of its own.
 * @throws Refusal `identity/too-many-persons` | `identity/too-many-accounts`
 */
export async function admitAlone(ledger: Ledger, admission: Admission): Promise<Admitted> {
  return ledger.transaction(async (manager) => {
    await manager.query('SELECT id FROM account WHERE id = ? FOR UPDATE', [idToBinary(admission.accountId)]);
    const personId = await writePerson(manager, admission);
    return link(manager, admission, personId);
  });
}

/** Makes or changes the person's row as needed and leaves it locked. */
async function writePerson(manager: EntityManager, { person, atMs }: Admission): Promise<string> {
  const id = idToBinary(person.personId);
  if (person.kind === 'known') {
    await manager.query('SELECT id FROM person WHERE id = ? FOR UPDATE', [id]);
  } else if (person.kind === 'renamed') {
    const values = [person.nameSealed, new Date(atMs), person.verifiedBy, id];
    await manager.query('UPDATE person SET name_sealed = ?, verified_at = ?, verified_by = ? WHERE id = ?', values);
  } else {
    const { idIndex, nameSealed, idNumberSealed, verifiedBy } = person;
    try {
      await manager.query(
        `INSERT INTO person (id, id_index, name_sealed, id_number_sealed, verified_at, verified_by)
         VALUES (?, ?, ?, ?, ?, ?)`,
        [id, idIndex, nameSealed, idNumberSealed, new Date(atMs), verifiedBy],
      );
    } catch (error) {
      if (violatedConstraint(error) !== 'uq_person_id_index') throw error;
      // Somebody else had the same person verified at the same time: one row serves both.
      const lock = 'SELECT id FROM person WHERE id_index = ? FOR UPDATE';
      const [row] = (await manager.query(lock, [idIndex])) as { id: Buffer }[];
      if (!row) throw error;
      return idFromBinary(row.id);
    }
  }
  return person.personId;
}

async function link(manager: EntityManager, admission: Admission, personId: string): Promise<Admitted> {
  const [account, person, at] = [idToBinary(admission.accountId), idToBinary(personId), new Date(admission.atMs)];
  const { affectedRows } = (await manager.query(LINK, [
    ...[account, admission.relation, admission.consentVersion, admission.guardianConsented ? at : null, at],
    ...[person, account, MOST_PERSONS_PER_ACCOUNT, MOST_ACCOUNTS_PER_ID, account],
  ])) as { affectedRows: number };
  if (affectedRows === 1) return { kind: 'added', personId, relation: admission.relation };
  const [found] = (await manager.query(WHY_NOT, [account, person, account])) as [WhyNotRow];
  if (found.relation) return { kind: 'already', personId, relation: found.relation };
  const full = Number(found.persons_on_account) >= MOST_PERSONS_PER_ACCOUNT;
  throw new Refusal(full ? 'identity/too-many-persons' : 'identity/too-many-accounts');
}

/** Counts and inserts in one statement, which sees all that was committed before the rows were locked. */
const LINK = `
  INSERT INTO account_person (account_id, person_id, relation, consent_version, guardian_consent_at, added_at)
  SELECT ?, person.id, ?, ?, ?, ? FROM person
  WHERE person.id = ?
    AND (SELECT COUNT(*) FROM account_person WHERE account_id = ?) < ?
    AND (SELECT COUNT(*) FROM account_person WHERE person_id = person.id) < ?
    AND NOT EXISTS (SELECT 1 FROM account_person WHERE account_id = ? AND person_id = person.id)`;

interface WhyNotRow {
  relation: Relation | null;
  persons_on_account: number | string;
}

const WHY_NOT = `
  SELECT (SELECT relation FROM account_person WHERE account_id = ? AND person_id = ?) AS relation,
    (SELECT COUNT(*) FROM account_person WHERE account_id = ?) AS persons_on_account`;
