import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Refusal } from '#kernel';
import { idToBinary } from '#mysql';
import { PersonAdmission } from '../adapters/person-admission.js';
import { SignInRedis } from '../adapters/sign-in-redis.js';
import { StandingRepository } from '../adapters/standing.repository.js';
import { VerificationsInFlight, type InFlight } from '../adapters/verifications-in-flight.js';
import { IdentityVerifier } from '../domain/identity-verifier.js';
import { AddPerson, ListPersons, PersonalDataCipher, type AddedPerson, type PersonRequest } from '../index.js';
import { madeUpIdNumber, newAccount, wholeRoom, type WholeRoom } from './whole-room.js';

let room: WholeRoom;
let addPerson: AddPerson;
let account: string;

beforeAll(async () => {
  room = await wholeRoom();
  addPerson = room.module.get(AddPerson);
});
afterAll(() => room.close());
beforeEach(async () => {
  room.provider.host.condition = 'up';
  account = await newAccount(room.ledger);
});

const consent = { version: '2026-11' };

/** Somebody the provider has on record. */
function onRecord(name = '张三', idNumber = madeUpIdNumber()): PersonRequest {
  room.provider.records.set(idNumber, name);
  return { name, idNumber, relation: 'self', consent };
}

async function answerOf(adding: Promise<AddedPerson>): Promise<string> {
  try {
    return (await adding).kind;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

async function count(table: string, where = '1'): Promise<number> {
  const [row] = (await room.ledger.dataSource.query(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`)) as [
    { n: string },
  ];
  return Number(row.n);
}

test('a person whose name and number agree is added, and shown masked', async () => {
  const request = onRecord('李四', madeUpIdNumber('1985-03-04', 'male'));
  const { kind, person } = await addPerson.add(account, request);
  expect(kind).toBe('added');
  expect(person).toEqual({
    personId: person.personId,
    nameMasked: '李*',
    idNumberMasked: `1****************${request.idNumber.at(-1) ?? ''}`,
    ...{ relation: 'self', sex: 'male', birthYear: 1985 },
  });
  expect(await room.module.get(ListPersons).list(account)).toEqual([person]);
});

describe('three different answers', () => {
  test('a number with a right check character that nobody holds', async () => {
    const nobody = { name: '张三', idNumber: madeUpIdNumber(), relation: 'self', consent } as const;
    expect(await answerOf(addPerson.add(account, nobody))).toBe('identity/id-unknown');
  });

  test('a name that belongs to another number', async () => {
    expect(await answerOf(addPerson.add(account, { ...onRecord(), name: '李四' }))).toBe('identity/name-mismatch');
  });

  test.each(['drops', 'is-silent', 'talks-nonsense', 'refuses-us', 'is-busy'] as const)(
    'when the provider %s, nothing is known, nothing is stored, nothing is held against anybody',
    async (condition) => {
      const request = onRecord();
      const before = await Promise.all([count('person'), count('verification_attempt')]);
      room.provider.host.condition = condition;
      for (let i = 0; i < 12; i += 1) {
        expect(await answerOf(addPerson.add(account, request))).toBe('identity/provider-unavailable');
      }
      expect(await Promise.all([count('person'), count('verification_attempt')])).toEqual(before);
      room.provider.host.condition = 'up';
      expect(await answerOf(addPerson.add(account, request))).toBe('added');
    },
  );
});

test('a malformed number or name is refused without asking the provider', async () => {
  const calls = room.provider.host.calls;
  const request = onRecord();
  expect(await answerOf(addPerson.add(account, { ...request, idNumber: '1' }))).toBe('identity/id-number-invalid');
  expect(await answerOf(addPerson.add(account, { ...request, name: '三' }))).toBe('identity/name-invalid');
  expect(room.provider.host.calls).toBe(calls);
});

test('a child under fourteen needs a guardian’s consent, to the day', async () => {
  const almost = onRecord('王小丫', madeUpIdNumber('2012-11-24'));
  expect(await answerOf(addPerson.add(account, { ...almost, relation: 'child' }))).toBe('identity/consent-required');
  const withGuardian = { ...almost, relation: 'child' as const, consent: { ...consent, guardian: true } };
  expect(await answerOf(addPerson.add(account, withGuardian))).toBe('added');
  expect(await count('account_person', 'guardian_consent_at IS NOT NULL')).toBe(1);
  expect(await answerOf(addPerson.add(account, onRecord('王大丫', madeUpIdNumber('2012-11-23'))))).toBe('added');
});

test('the same person again is the same person, without another question to the provider', async () => {
  const request = onRecord();
  const first = await addPerson.add(account, request);
  const calls = room.provider.host.calls;
  const again = await addPerson.add(account, { ...request, relation: 'other' });
  expect(again).toEqual({ kind: 'already', person: first.person });
  expect(room.provider.host.calls).toBe(calls);
});

test('x, X and full-width digits are the same person', async () => {
  let idNumber = madeUpIdNumber();
  while (!idNumber.endsWith('X')) idNumber = madeUpIdNumber();
  const request = onRecord('张三', idNumber);
  const first = await addPerson.add(account, request);
  const wide = idNumber.replace(/./g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
  for (const written of [idNumber.toLowerCase(), wide, wide.toLowerCase(), ` ${idNumber} `]) {
    expect(await addPerson.add(account, { ...request, idNumber: written })).toEqual({ ...first, kind: 'already' });
  }
  const elsewhere = await addPerson.add(await newAccount(room.ledger), { ...request, idNumber: wide.toLowerCase() });
  expect(elsewhere.person.personId).toBe(first.person.personId);
  expect(await answerOf(addPerson.add(account, { ...request, name: '李四', idNumber: wide }))).toBe(
    'identity/name-mismatch',
  );
});

test('two accounts share one person, whom the provider is asked about once', async () => {
  const request = onRecord();
  const first = await addPerson.add(account, request);
  const calls = room.provider.host.calls;
  const second = await addPerson.add(await newAccount(room.ledger), { ...request, relation: 'spouse' });
  expect(second.kind).toBe('added');
  expect(second.person.personId).toBe(first.person.personId);
  expect(room.provider.host.calls).toBe(calls);
});

test('a verified person under a wrong name is asked about, and refused', async () => {
  const request = onRecord();
  await addPerson.add(account, request);
  const other = await newAccount(room.ledger);
  expect(await answerOf(addPerson.add(other, { ...request, name: '李四' }))).toBe('identity/name-mismatch');
});

test('a person whose name has changed on record is the same person under the new name', async () => {
  const request = onRecord('张三');
  const first = await addPerson.add(account, request);
  room.provider.records.set(request.idNumber, '𠮷田·三');
  const renamed = await addPerson.add(account, { ...request, name: '𠮷田·三' });
  expect(renamed.person).toEqual({ ...first.person, nameMasked: '𠮷***' });
  expect(await room.module.get(ListPersons).list(account)).toEqual([renamed.person]);
});

test('names with characters of four bytes come back whole', async () => {
  const { person } = await addPerson.add(account, onRecord('𬱖𫝹'));
  expect(person.nameMasked).toBe('𬱖*');
  const again = await addPerson.add(account, onRecord('阿依古丽·买买提'));
  expect(again.person.nameMasked).toBe('阿*******');
});

test('nothing in the tables can be read: no name, no number, in no encoding they were given in', async () => {
  const request = onRecord('诸葛孔明', madeUpIdNumber('1977-07-07'));
  await addPerson.add(account, request);
  await answerOf(addPerson.add(account, { ...request, name: '诸葛均' }));
  for (const table of ['person', 'account_person', 'verification_attempt', 'account']) {
    const rows = (await room.ledger.dataSource.query(`SELECT * FROM ${table}`)) as Record<string, unknown>[];
    const bytes = Buffer.concat(
      rows.flatMap((row) =>
        Object.values(row).map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value)))),
      ),
    );
    expect(bytes.length).toBeGreaterThan(0);
    for (const secret of ['诸葛', '孔明', request.idNumber, request.idNumber.slice(0, 14)]) {
      expect(bytes.includes(secret)).toBe(false);
    }
  }
  const keys = await room.redis.redis.keys('*');
  expect(keys.join(' ')).not.toContain(request.idNumber);
});

describe('limits', () => {
  test('control: counted but not locked, two at once make six persons of five', async () => {
    for (let i = 0; i < 4; i += 1) await addPerson.add(account, onRecord());
    const others = await Promise.all([0, 1].map(async () => addPerson.add(await newAccount(room.ledger), onRecord())));
    const runners = others.map(() => room.ledger.dataSource.createQueryRunner());
    for (const [i, runner] of runners.entries()) {
      await runner.startTransaction();
      await runner.query(
        `INSERT INTO account_person (account_id, person_id, relation, consent_version, added_at)
         SELECT ?, ?, 'self', 'x', NOW(3) FROM (SELECT 1) AS one
         WHERE (SELECT COUNT(*) FROM account_person WHERE account_id = ?) < 5`,
        [idToBinary(account), idToBinary(others[i]?.person.personId ?? ''), idToBinary(account)],
      );
    }
    for (const runner of runners) {
      await runner.commitTransaction();
      await runner.release();
    }
    expect(await room.module.get(ListPersons).list(account)).toHaveLength(6);
  });

  test('control: with nobody counting what is under way, forty wrong names at once are all asked about', async () => {
    class CountingNothing extends VerificationsInFlight {
      override enter(): Promise<InFlight> {
        return Promise.resolve({ forAccount: 1, forId: 1 });
      }
    }
    const { module, clock } = room;
    const careless = new AddPerson(
      ...([
        module.get(StandingRepository),
        module.get(PersonAdmission),
        new CountingNothing(module.get(SignInRedis)),
      ] as const),
      ...([module.get(IdentityVerifier), module.get(PersonalDataCipher), clock] as const),
    );
    const calls = room.provider.host.calls;
    await Promise.all(
      Array.from({ length: 40 }, () => answerOf(careless.add(account, { ...onRecord(), name: '李四' }))),
    );
    expect(room.provider.host.calls - calls).toBeGreaterThan(10);
  });

  test('an account has five persons, also when ten are added at once', async () => {
    const requests = Array.from({ length: 10 }, () => onRecord());
    const answers = await Promise.all(requests.map((request) => answerOf(addPerson.add(account, request))));
    const added = answers.filter((answer) => answer === 'added').length;
    expect(added).toBe(5);
    expect(new Set(answers)).toEqual(new Set(['added', 'identity/too-many-persons']));
    expect(await room.module.get(ListPersons).list(account)).toHaveLength(5);
    expect(await answerOf(addPerson.add(account, onRecord()))).toBe('identity/too-many-persons');
  });

  test('a refusal for a full account leaves no person behind', async () => {
    const persons = await count('person');
    const answers = await Promise.all(Array.from({ length: 8 }, () => answerOf(addPerson.add(account, onRecord()))));
    expect(await count('person')).toBe(persons + answers.filter((answer) => answer === 'added').length);
  });

  test('one ID is on three accounts, also when five add it at once', async () => {
    const request = onRecord();
    const accounts = await Promise.all(Array.from({ length: 5 }, () => newAccount(room.ledger)));
    const answers = await Promise.all(accounts.map((id) => answerOf(addPerson.add(id, request))));
    expect(answers.filter((answer) => answer === 'added')).toHaveLength(3);
    expect(answers.filter((answer) => answer === 'identity/too-many-accounts')).toHaveLength(2);
  });

  test('the same person added four times at once is added once', async () => {
    const request = onRecord();
    const answers = await Promise.all(Array.from({ length: 4 }, () => answerOf(addPerson.add(account, request))));
    expect(answers.sort()).toEqual(['added', 'already', 'already', 'already']);
  });

  test('ten refused attempts a day for an account, and ten questions at the most, also when forty come at once', async () => {
    const calls = room.provider.host.calls;
    const wrong = Array.from({ length: 40 }, () => ({ ...onRecord(), name: '李四' }));
    const answers = await Promise.all(wrong.map((request) => answerOf(addPerson.add(account, request))));
    expect(room.provider.host.calls - calls).toBeLessThanOrEqual(10);
    expect(new Set(answers)).toEqual(new Set(['identity/name-mismatch', 'identity/too-many-attempts']));
    for (let i = 0; i < 10; i += 1) await answerOf(addPerson.add(account, { ...onRecord(), name: '李四' }));
    expect(room.provider.host.calls - calls).toBe(10);
    expect(await answerOf(addPerson.add(account, onRecord()))).toBe('identity/too-many-attempts');
  });

  test('five refused attempts a day for an ID, whoever makes them', async () => {
    const request = onRecord();
    const answers: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      answers.push(await answerOf(addPerson.add(await newAccount(room.ledger), { ...request, name: '李四' })));
    }
    expect(answers.map((answer) => answer === 'identity/name-mismatch')).toEqual([true, true, true, true, true, false]);
    expect(await answerOf(addPerson.add(account, request))).toBe('identity/too-many-attempts');
  });

  test('a new day in Beijing begins anew', async () => {
    const request = onRecord();
    for (let i = 0; i < 5; i += 1) await answerOf(addPerson.add(account, { ...request, name: '李四' }));
    const midnight = Date.parse('2026-11-24T00:00:00+08:00');
    room.clock.advanceMs(midnight - 1 - room.clock.nowMs());
    expect(await answerOf(addPerson.add(account, request))).toBe('identity/too-many-attempts');
    room.clock.advanceMs(1);
    expect(await answerOf(addPerson.add(account, request))).toBe('added');
  });
});
