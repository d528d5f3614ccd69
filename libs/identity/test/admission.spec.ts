import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '#kernel';
import { idToBinary } from '#mysql';
import type { Admission } from '../adapters/admission.js';
import { Ledger } from '../adapters/ledger.js';
import { PersonAdmission } from '../adapters/person-admission.js';
import { newAccount, wholeRoom, type WholeRoom } from './whole-room.js';

let room: WholeRoom;
/** As in two processes: each shares its own callers' transactions and knows nothing of the other's. */
let admissions: [PersonAdmission, PersonAdmission];

beforeAll(async () => {
  room = await wholeRoom();
  admissions = [new PersonAdmission(room.module.get(Ledger)), new PersonAdmission(room.module.get(Ledger))];
});
afterAll(() => room.close());

function newcomer(accountId: string, idIndex = randomBytes(32)): Admission {
  const sealed = { nameSealed: randomBytes(40), idNumberSealed: randomBytes(60), verifiedBy: 'test' };
  return {
    ...{ accountId, relation: 'other', consentVersion: '1', guardianConsented: false, atMs: room.clock.nowMs() },
    person: { kind: 'new', personId: newId(), idIndex, ...sealed },
  };
}

function known(accountId: string, personId: string): Admission {
  return { ...newcomer(accountId), person: { kind: 'known', personId } };
}

/** Answers of both processes to what comes to each in one turn. */
async function answers(...comings: [Admission[], Admission[]]): Promise<string[]> {
  const asked = comings.flatMap((coming, process_) =>
    coming.map((admission) => admissions[process_ === 0 ? 0 : 1].admit(admission)),
  );
  const settled = await Promise.allSettled(asked);
  return settled.map((result) =>
    result.status === 'fulfilled' ? result.value.kind : (result.reason as Error).message,
  );
}

async function newAccounts(count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => newAccount(room.ledger)));
}

async function personsOn(accountId: string): Promise<number> {
  const rows = (await room.ledger.dataSource.query('SELECT person_id FROM account_person WHERE account_id = ?', [
    idToBinary(accountId),
  ])) as unknown[];
  return rows.length;
}

async function fill(accountId: string, persons: number): Promise<void> {
  for (let i = 0; i < persons; i += 1) await admissions[0].admit(newcomer(accountId));
}

/** Holds the accounts until both processes stand before them: whoever counts before locking has counted too early. */
async function startingTogether<T>(accounts: string[], work: () => Promise<T>): Promise<T> {
  const runner = room.ledger.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query('SELECT id FROM account WHERE id IN (?) FOR UPDATE', [accounts.map(idToBinary)]);
  const working = work();
  let waiting = 0;
  while (waiting < 2) {
    const [row] = (await runner.query(
      `SELECT COUNT(*) AS n FROM information_schema.processlist
       WHERE db = DATABASE() AND command = 'Query' AND id <> CONNECTION_ID() AND time_ms > 50`,
    )) as [{ n: string }];
    waiting = Number(row.n);
  }
  await runner.commitTransaction();
  await runner.release();
  return working;
}

test('eighty people at once, from two processes, are all added, each to the own account', async () => {
  const accounts = await newAccounts(80);
  const all = await answers(
    accounts.slice(0, 40).map((id) => newcomer(id)),
    accounts.slice(40).map((id) => newcomer(id)),
  );
  expect(new Set(all)).toEqual(new Set(['added']));
  expect(await Promise.all(accounts.map(personsOn))).toEqual(accounts.map(() => 1));
});

test('one whose account is full is refused, those who came with him are added', async () => {
  const [full = '', ...others] = await newAccounts(6);
  await fill(full, 5);
  expect(await answers([newcomer(full), ...others.map((id) => newcomer(id))], [])).toEqual([
    'identity/too-many-persons',
    ...others.map(() => 'added'),
  ]);
});

test('the fifth and sixth person of an account, from two processes at once: one of them is refused', async () => {
  const accounts = await newAccounts(12);
  await Promise.all(accounts.map((id) => fill(id, 4)));
  const all = await startingTogether(accounts, () =>
    answers(
      accounts.map((id) => newcomer(id)),
      accounts.map((id) => newcomer(id)),
    ),
  );
  expect(all.filter((answer) => answer === 'added')).toHaveLength(12);
  expect(await Promise.all(accounts.map(personsOn))).toEqual(accounts.map(() => 5));
});

test('a person on two accounts, added to two more from two processes at once, is on three', async () => {
  const persons = await Promise.all(
    (await newAccounts(12)).map(async (id) => (await admissions[0].admit(newcomer(id))).personId),
  );
  const spread = async (): Promise<Admission[]> => (await newAccounts(12)).map((id, i) => known(id, persons[i] ?? ''));
  expect(new Set(await answers(await spread(), []))).toEqual(new Set(['added']));
  const all = await answers(await spread(), await spread());
  expect(all.filter((answer) => answer === 'added')).toHaveLength(12);
  expect(all.filter((answer) => answer === 'identity/too-many-accounts')).toHaveLength(12);
});

test('strangers with one ID number, in two processes at once, become one person', async () => {
  const numbers = Array.from({ length: 12 }, () => randomBytes(32));
  const coming = async (): Promise<Admission[]> => (await newAccounts(12)).map((id, i) => newcomer(id, numbers[i]));
  expect(new Set(await answers(await coming(), await coming()))).toEqual(new Set(['added']));
  const rows = (await room.ledger.dataSource.query('SELECT id FROM person WHERE id_index IN (?)', [
    numbers,
  ])) as unknown[];
  expect(rows).toHaveLength(12);
});

test('a person who is on the account already keeps the relation given first, in whatever company', async () => {
  const [mine = '', other = ''] = await newAccounts(2);
  const first = await admissions[0].admit({ ...newcomer(mine), relation: 'child' });
  const [again] = await Promise.all([
    admissions[0].admit(known(mine, first.personId)),
    admissions[0].admit(newcomer(other)),
  ]);
  expect(again).toEqual({ kind: 'already', personId: first.personId, relation: 'child' });
});
