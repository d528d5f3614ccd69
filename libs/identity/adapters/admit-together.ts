import type { EntityManager } from 'typeorm';
import { idToBinary, violatedConstraint } from '#mysql';
import { MOST_ACCOUNTS_PER_ID, MOST_PERSONS_PER_ACCOUNT } from '../domain/limits.js';
import type { Admission } from './admission.js';
import type { Ledger } from './ledger.js';

/** Those of the admissions that share no account and no person with one before them, and change no name. */
export function independent(admissions: Admission[]): Admission[] {
  const taken = new Set<string>();
  return admissions.filter(({ accountId, person }) => {
    const who = person.kind === 'new' ? person.idIndex.toString('hex') : person.personId;
    if (person.kind === 'renamed' || taken.has(accountId) || taken.has(who)) return false;
    taken.add(accountId).add(who);
    return true;
  });
}

/**
 * Independent admissions in one transaction: the same locks, counts and rows as one by one.
 * @returns whether it took them all; if not, it left nothing behind and each must be tried alone
 */
export async function admitTogether(ledger: Ledger, admissions: Admission[]): Promise<boolean> {
  try {
    await ledger.transaction(async (manager) => {
      await lock(
        manager,
        'account',
        admissions.map(({ accountId }) => accountId),
      );
      await lock(
        manager,
        'person',
        admissions.flatMap(({ person }) => (person.kind === 'known' ? person.personId : [])),
      );
      await insertPersons(manager, admissions);
      await linkAll(manager, admissions);
    });
    return true;
  } catch (error) {
    if (error instanceof NotAllAdmitted || violatedConstraint(error) === 'uq_person_id_index') return false;
    throw error;
  }
}

class NotAllAdmitted extends Error {}

/** In the order of the key, so that two transactions never wait for each other. */
async function lock(manager: EntityManager, table: 'account' | 'person', ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await manager.query(`SELECT id FROM ${table} WHERE id IN (?) ORDER BY id FOR UPDATE`, [ids.map(idToBinary)]);
}

async function insertPersons(manager: EntityManager, admissions: Admission[]): Promise<void> {
  const rows = admissions
    .flatMap(({ person, atMs }) => (person.kind === 'new' ? { ...person, atMs } : []))
    .toSorted((one, other) => one.idIndex.compare(other.idIndex))
    .map(({ personId, idIndex, nameSealed, idNumberSealed, atMs, verifiedBy }) => [
      ...[idToBinary(personId), idIndex, nameSealed, idNumberSealed, new Date(atMs), verifiedBy],
    ]);
  if (rows.length === 0) return;
  await manager.query(
    'INSERT INTO person (id, id_index, name_sealed, id_number_sealed, verified_at, verified_by) VALUES ?',
    [rows],
  );
}

async function linkAll(manager: EntityManager, admissions: Admission[]): Promise<void> {
  const { affectedRows } = (await manager.query(
    LINKS.replace('{wishes}', admissions.map(() => WISH).join(' UNION ALL ')),
    [
      ...admissions.flatMap(({ accountId, person, relation, consentVersion, guardianConsented, atMs }) => [
        ...[idToBinary(accountId), idToBinary(person.personId), relation, consentVersion],
        ...[guardianConsented ? new Date(atMs) : null, new Date(atMs)],
      ]),
      ...[MOST_PERSONS_PER_ACCOUNT, MOST_ACCOUNTS_PER_ID],
    ],
  )) as { affectedRows: number };
  if (affectedRows !== admissions.length) throw new NotAllAdmitted();
}

const WISH =
  'SELECT ? AS account_id, ? AS person_id, ? AS relation, ? AS consent_version, ? AS guardian_consent_at, ? AS added_at';

/** Counts and inserts in one statement, which sees all that was committed before the rows were locked. */
const LINKS = `
  INSERT INTO account_person (account_id, person_id, relation, consent_version, guardian_consent_at, added_at)
  SELECT * FROM ({wishes}) AS wish
  WHERE (SELECT COUNT(*) FROM account_person AS own WHERE own.account_id = wish.account_id) < ?
    AND (SELECT COUNT(*) FROM account_person AS other WHERE other.person_id = wish.person_id) < ?
    AND NOT EXISTS (SELECT 1 FROM account_person AS same
      WHERE same.account_id = wish.account_id AND same.person_id = wish.person_id)`;
