import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId, Refusal } from '#kernel';
import { idToBinary } from '#mysql';
import {
  AddPerson,
  IssuePass,
  PassVerifier,
  RemovePerson,
  type IssuedPass,
  type PassRound,
  type RuleVerdict,
} from '../index.js';
import { madeUpIdNumber, newAccount, wholeRoom, type WholeRoom } from './whole-room.js';

let room: WholeRoom;
let issuePass: IssuePass;
let account: string;
let round: PassRound;

beforeAll(async () => {
  room = await wholeRoom();
  issuePass = room.module.get(IssuePass);
  account = await newAccount(room.ledger);
  const opensAtMs = Date.parse('2026-12-20T08:00:00+08:00');
  const eligibility = { sex: 'female', minAge: 9, maxAge: 45 };
  const { insertId } = (await room.ledger.dataSource.query(
    `INSERT INTO round (title, authority, channel, service, declared_quota, opens_at, eligibility)
     VALUES ('t', 'a', 'c', 's', 1, ?, ?)`,
    [new Date(opensAtMs), JSON.stringify(eligibility)],
  )) as { insertId: number };
  round = { roundId: insertId, eligibility, opensAtMs, closesAtMs: null };
});
afterAll(() => room.close());

async function personOf(
  accountId: string,
  birthDate = '1990-01-01',
  sex: 'female' | 'male' = 'female',
): Promise<string> {
  const idNumber = madeUpIdNumber(birthDate, sex);
  room.provider.records.set(idNumber, '张三');
  const consent = { version: '2026-11', guardian: true };
  const { person } = await room.module
    .get(AddPerson)
    .add(accountId, { name: '张三', idNumber, relation: 'other', consent });
  return person.personId;
}

async function refusedWith(issuing: Promise<IssuedPass>): Promise<Refusal> {
  const error: unknown = await issuing.then(
    () => new Error('issued'),
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error;
  throw error as Error;
}

async function keptChoices(personId: string): Promise<string[]> {
  const rows = (await room.ledger.dataSource.query('SELECT choices FROM pass_request WHERE person_id = ?', [
    idToBinary(personId),
  ])) as { choices: string }[];
  return rows.map((row) => row.choices);
}

test('an eligible person gets a pass that says so and outlives the opening by a week', async () => {
  const personId = await personOf(account);
  const issued = await issuePass.issue(account, personId, round, 's12,c3,a');
  expect(issued.verdicts.map(({ rule, met }) => `${rule} ${String(met)}`)).toEqual([
    ...['sex true', 'min-age true', 'max-age true'],
  ]);
  expect(issued.expiresAtMs).toBe(round.opensAtMs + 7 * 86_400_000);
  expect(room.module.get(PassVerifier).verify(issued.pass)).toEqual({
    ...{ personId, accountId: account, roundId: round.roundId, expiresAtMs: issued.expiresAtMs },
  });
  expect(await keptChoices(personId)).toEqual(['s12,c3,a']);
  expect(JSON.stringify(issued)).not.toMatch(/张三|1990|\d{17}/);
});

test('asked again, the latest choices count, and none given leave those there were', async () => {
  const personId = await personOf(account);
  await issuePass.issue(account, personId, round);
  expect(await keptChoices(personId)).toEqual(['']);
  await issuePass.issue(account, personId, round, 'c3');
  await issuePass.issue(account, personId, round, 'a');
  await issuePass.issue(account, personId, round);
  expect(await keptChoices(personId)).toEqual(['a']);
});

test('who is not eligible is told every rule’s verdict, gets no pass and leaves no request', async () => {
  const personId = await personOf(account, '2019-01-01', 'male');
  const { code, facts } = await refusedWith(issuePass.issue(account, personId, round, 'a'));
  expect(code).toBe('identity/not-eligible');
  const verdicts = facts['verdicts'] as RuleVerdict[];
  expect(verdicts.map(({ rule, met }) => `${rule} ${String(met)}`)).toEqual([
    'sex false',
    'min-age false',
    'max-age true',
  ]);
  expect(await keptChoices(personId)).toEqual([]);
});

test('nobody gets a pass for somebody on another’s account, or for nobody', async () => {
  const stranger = await newAccount(room.ledger);
  const personId = await personOf(account);
  for (const id of [personId, newId(), 'not-an-id', '']) {
    expect((await refusedWith(issuePass.issue(stranger, id, round))).code).toBe('identity/person-unknown');
  }
});

test('rules nobody can read are a fault, never a pass', async () => {
  const personId = await personOf(account);
  const unreadable = { ...round, eligibility: { sex: 'female', district: '平城区' } };
  await expect(issuePass.issue(account, personId, unreadable)).rejects.toThrow('cannot be read');
});

test('a person is removed from the own account alone, once, and not while a booking lives', async () => {
  const remove = room.module.get(RemovePerson);
  const [mine, stranger] = [await newAccount(room.ledger), await newAccount(room.ledger)];
  const personId = await personOf(mine);
  await expect(remove.remove(stranger, personId)).rejects.toThrow('identity/person-unknown');
  room.bookings.live.add(`${mine} ${personId}`);
  await expect(remove.remove(mine, personId)).rejects.toThrow('identity/person-has-booking');
  room.bookings.live.clear();
  await remove.remove(mine, personId);
  await expect(remove.remove(mine, personId)).rejects.toThrow('identity/person-unknown');
  expect((await refusedWith(issuePass.issue(mine, personId, round))).code).toBe('identity/person-unknown');
});
